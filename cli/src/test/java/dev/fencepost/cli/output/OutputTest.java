package dev.fencepost.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTest {

  private record Row(String name, long count) {}

  private static final Listing<Row> ROWS =
      Listing.of(List.of(new Row("first", 7), new Row("a second one", 1234)))
          .with("name", Row::name)
          .with("count", Row::count);

  @Test
  void a_table_aligns_text_left_and_numbers_right() {
    assertThat(TextTable.of(ROWS).lines())
        .containsExactly("NAME          COUNT", "first             7", "a second one   1234");
  }

  @Test
  void control_characters_do_not_reach_the_terminal() {
    Listing<String> hostile = Listing.of(List.of("a\u001b[31m\nb")).with("text", text -> text);
    assertThat(TextTable.of(hostile).lines()).containsExactly("TEXT", "a [31m b");
  }

  @Test
  void json_keeps_numbers_nulls_and_nesting() {
    assertThat(Json.line(Map.of("a", Arrays.asList(1, null, true, "x\"y"))))
        .isEqualTo("{\"a\":[1,null,true,\"x\\\"y\"]}");
  }

  @Test
  void an_empty_list_is_an_empty_array() {
    Listing<Row> none = Listing.<Row>of(List.of()).with("name", Row::name);
    assertThat(Json.line(none.asMaps())).isEqualTo("[]");
    assertThat(Yaml.text(none.asMaps())).isEqualTo("[]");
  }

  @Test
  void yaml_quotes_what_would_read_as_something_else() {
    assertThat(Yaml.text(List.of(Map.of("name", "true")))).isEqualTo("- name: 'true'");
  }
}
