package dev.fencepost.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedServerIT {

  @Test
  void a_fresh_database_shares_nothing_with_another() throws SQLException {
    try (TestDatabase one = TestDatabase.fresh();
        TestDatabase other = TestDatabase.fresh()) {
      execute(one, "CREATE TABLE mine (n int)");

      assertThatThrownBy(() -> execute(other, "SELECT * FROM mine"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("does not exist");
    }
  }

  @Test
  void a_template_is_prepared_once_and_each_copy_is_its_own() throws SQLException {
    AtomicInteger times = new AtomicInteger();
    TestDatabase.Preparation preparation =
        empty -> {
          times.incrementAndGet();
          execute(empty, "CREATE TABLE prepared (n int)");
        };
    try (TestDatabase one = TestDatabase.copyOf("prepared_once", preparation);
        TestDatabase other = TestDatabase.copyOf("prepared_once", preparation)) {
      execute(one, "INSERT INTO prepared VALUES (1)");

      assertThat(count(one)).isEqualTo(1);
      assertThat(count(other)).isZero();
      assertThat(times).hasValue(1);
    }
  }

  @Test
  void a_server_of_the_tests_own_comes_back_on_its_port_with_what_was_committed()
      throws SQLException {
    try (TestPostgres own = TestPostgres.own()) {
      String url = own.server().jdbcUrl();
      try (Connection connection = DriverManager.getConnection(url, own.server().user(), "");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE prepared AS SELECT 1 AS n");
      }
      own.kill9();
      own.restart();

      assertThat(own.server().jdbcUrl()).isEqualTo(url);
      try (Connection connection = DriverManager.getConnection(url, own.server().user(), "")) {
        assertThat(count(connection)).isEqualTo(1);
      }
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return count(connection);
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM prepared")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
