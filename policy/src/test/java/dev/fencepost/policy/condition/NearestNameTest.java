package dev.fencepost.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> NAMES = List.of("info_type", "object_path", "field", "id");

  @Test
  void case_and_joints_of_words_do_not_count() {
    assertThat(NearestName.to("InfoType", NAMES)).contains("info_type");
    assertThat(NearestName.to("object-path", NAMES)).contains("object_path");
  }

  @Test
  void the_fewest_edits_win() {
    assertThat(NearestName.to("feild", NAMES)).isEmpty();
    assertThat(NearestName.to("fild", NAMES)).contains("field");
    assertThat(NearestName.to("objct_pth", NAMES)).contains("object_path");
  }

  @Test
  void what_is_like_no_name_has_no_suggestion() {
    assertThat(NearestName.suggestion("zebra", NAMES)).isEmpty();
    assertThat(NearestName.suggestion("x", List.of())).isEmpty();
  }
}
