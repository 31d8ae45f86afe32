package dev.fencepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class SubcommandsTest {

  @Test
  void every_name_is_that_of_its_command() {
    for (String name : Subcommands.NAMES) {
      assertThat(Subcommands.named(name).getAnnotation(Command.class).name()).isEqualTo(name);
    }
  }

  @Test
  void words_that_name_one_subcommand_need_only_that() {
    assertThat(Subcommands.neededFor("status")).containsExactly("status");
    assertThat(Subcommands.neededFor("-q", "--debug", "policy", "help")).containsExactly("policy");
    assertThat(Subcommands.neededFor("--version")).isEmpty();
  }

  @Test
  void all_other_words_need_all_of_them() {
    for (List<String> words :
        List.of(
            List.<String>of(),
            List.of("--quiet"),
            List.of("--help"),
            List.of("stauts"),
            List.of("help", "policy"),
            List.of("completion"),
            List.of("--unknown", "status"))) {
      assertThat(Subcommands.neededFor(words.toArray(String[]::new))).isEqualTo(Subcommands.NAMES);
    }
  }
}
