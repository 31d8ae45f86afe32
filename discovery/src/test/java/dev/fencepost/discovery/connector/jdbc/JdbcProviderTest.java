package dev.fencepost.discovery.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.Credentials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcProviderTest {

  private static final Map<String, String> GOOD =
      Map.of("dialect", "postgresql", "host", "db.example.org", "database", "hr");

  private static void check(Map<String, String> changes) throws ConnectorException {
    Map<String, String> properties = new HashMap<>(GOOD);
    properties.putAll(changes);
    ConnectorFactory.of(List.of(new JdbcProvider())).check("jdbc", properties);
  }

  /** Each of these would say something to the driver if it got into a URL. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host     | db/x?socketFactory=a.B        | must be the name or the address",
        "host     | a,b                           | must be the name or the address",
        "host     | db:5432                       | must be the name or the address",
        "host     | address=(host=x)              | must be the name or the address",
        "database | hr?allowLoadLocalInfile=true  | must be a name without",
        "database | hr&loggerFile=/x              | must be a name without",
        "database | hr allowLocalInfile=true      | must be a name without",
        "port     | 5432/x                        | must be a number",
        "port     | 0                             | must be from 1 to 65535",
        "dialect  | oracle                        | known: mariadb, mysql, postgresql",
        "path     | /x.db                         | is not one of PostgreSQL",
        "password | hunter2                       | is a secret",
        "url      | jdbc:postgresql://x/y         | unknown property \"url\"",
        "driver.socketFactory   | a.B             | unknown property",
        "driver.sslMode         | trust           | is not one of PostgreSQL",
        "driver.allowLocalInfile| true            | unknown property",
        "sample_rows            | -1              | must be from 1"
      })
  void what_could_reach_the_driver_in_another_meaning_is_refused(
      String name, String value, String message) throws Exception {
    check(Map.of());
    assertThatThrownBy(() -> check(Map.of(name, value)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void a_file_of_sqlite_takes_no_settings_from_its_name() {
    Map<String, String> file = Map.of("dialect", "sqlite", "path", "/x.db?enable_load_extension=1");
    assertThatThrownBy(() -> new JdbcProvider().check(file)).hasMessageContaining("without \"?\"");
  }

  @Test
  void metadata_addresses_are_no_databases() {
    Map<String, String> properties = new HashMap<>(GOOD);
    properties.put("host", "169.254.169.254");
    assertThatThrownBy(() -> new JdbcProvider().open(properties, Credentials.NONE))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("metadata");
  }

  @ParameterizedTest
  @CsvSource({"a,b", "a$,b-c", "' ','#!%/'", "é,𝄞"})
  void a_key_can_be_read_back(String schema, String table) {
    TableKey key = TableKey.of(schema, table);
    assertThat(TableKey.parse(key.text())).contains(key);
    TableKey cut = key.startingAt(java.math.BigInteger.valueOf(100_000));
    assertThat(TableKey.parse(cut.text())).contains(cut);
    assertThat(TableKey.parse(cut.text() + "0")).isEmpty();
  }
}
