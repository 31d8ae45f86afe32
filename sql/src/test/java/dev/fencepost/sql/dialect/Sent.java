package dev.fencepost.sql.dialect;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What would be sent to a database of which none runs here. */
final class Sent {

  private final List<String> statements = new ArrayList<>();

  List<String> statements() {
    return statements;
  }

  Connection connection() {
    return proxy(Connection.class, this::onConnection);
  }

  private Object onConnection(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "setAutoCommit" -> {
        statements.add("autocommit " + arguments[0]);
        yield true;
      }
      case "createStatement" -> proxy(Statement.class, this::onStatement);
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private Object onStatement(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "execute" -> statements.add((String) arguments[0]);
      case "close" -> true;
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private interface Answer {
    Object to(Method method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method, arguments));
    return type.cast(proxy);
  }
}
