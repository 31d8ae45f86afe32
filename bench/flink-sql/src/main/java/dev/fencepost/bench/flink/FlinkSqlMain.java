package dev.fencepost.bench.flink;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/**
 * Runs the statements of a file on a small cluster inside this process and ends when the last one
 * has done its work. Settings are statements too. It says when an INSERT begins and ends.
 */
public final class FlinkSqlMain {

  private FlinkSqlMain() {}

  /**
   * Takes {@code streaming} or {@code batch}, and a file of statements that end with semicolons.
   */
  public static void main(String[] arguments) throws Exception {
    EnvironmentSettings.Builder settings =
        EnvironmentSettings.newInstance().withConfiguration(new Configuration());
    boolean batch = arguments[0].equals("batch");
    TableEnvironment tables =
        TableEnvironment.create(
            (batch ? settings.inBatchMode() : settings.inStreamingMode()).build());
    for (String statement : Files.readString(Path.of(arguments[1])).split(";\\s*\\n", -1)) {
      String text = statement.strip();
      if (text.startsWith("SET ")) {
        String[] words = text.substring(4).split("=", 2);
        tables.getConfig().set(unquoted(words[0]), unquoted(words[1]));
      } else if (text.startsWith("INSERT ")) {
        System.out.println("work begins at " + System.currentTimeMillis());
        tables.executeSql(text).await();
        System.out.println("work ends at " + System.currentTimeMillis());
      } else if (!text.isEmpty()) {
        tables.executeSql(text).await();
      }
    }
  }

  private static String unquoted(String word) {
    return word.strip().replaceAll("^'|'$", "");
  }
}
