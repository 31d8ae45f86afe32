package dev.fencepost.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.session.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {

  private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true);
  private final Terminal terminal = new Terminal(nowhere, nowhere, false, false);
  private final List<String> turns = new ArrayList<>();

  @Test
  void every_round_begins_with_another_one_and_warm_ups_do_not_count() throws Exception {
    List<Series> series =
        new Contest("findings/s", 1, 2).run(terminal, List.of(named("a"), named("b")));

    assertThat(turns).containsExactly("b", "a", "a", "b", "b", "a");
    assertThat(series).extracting(Series::name).containsExactly("a", "b");
    assertThat(series.get(0).values()).containsExactly(3.0, 6.0);
    assertThat(series.get(1).values()).containsExactly(4.0, 5.0);
  }

  @Test
  void the_median_is_in_the_middle_and_the_spread_is_a_part_of_it() {
    Series series = new Series("a", "s", List.of(4.0, 1.0, 3.0, 2.0));

    assertThat(series.median()).isEqualTo(2.5);
    assertThat(series.spread()).isEqualTo(1.2);
    assertThat(new Series("b", "s", List.of(7.0, 1.0, 3.0)).median()).isEqualTo(3);
  }

  private Contestant named(String name) {
    return new Contestant(
        name,
        () -> {
          turns.add(name);
          return turns.size();
        });
  }
}
