package dev.fencepost.bench.landing;

import com.yugabyte.PGConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that notes every statement of each committed transaction while it works as usual.
 * What is noted can be sent again over another connection.
 */
final class RecordingConnection {

  private final Connection real;
  private final Connection seen;
  private final List<List<Recorded>> committed = new ArrayList<>();
  private final IdentityHashMap<Array, RecordedArray> arrays = new IdentityHashMap<>();
  private List<Recorded> open = new ArrayList<>();

  /** Makes the same array again, on another connection. */
  @FunctionalInterface
  private interface RecordedArray {
    Array on(Connection connection) throws SQLException;
  }

  RecordingConnection(Connection real) {
    this.real = real;
    this.seen = proxy(Connection.class, this::onConnection);
  }

  /** The connection to work with. */
  Connection connection() {
    return seen;
  }

  /** The transactions so far, in their order. */
  List<List<Recorded>> committed() {
    return committed;
  }

  @FunctionalInterface
  private interface Handler {
    @Nullable Object call(Method method, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            RecordingConnection.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return handler.call(method, arguments == null ? new Object[0] : arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private @Nullable Object onConnection(Method method, Object[] arguments) throws Exception {
    @Nullable Object result = method.invoke(real, arguments);
    switch (method.getName()) {
      case "prepareStatement" -> {
        return recording((PreparedStatement) result, (String) arguments[0]);
      }
      case "createStatement" -> {
        return recording((Statement) result);
      }
      case "unwrap" -> {
        return recordingCopies();
      }
      case "createArrayOf" ->
          arrays.put(
              (Array) result,
              other -> other.createArrayOf((String) arguments[0], (Object[]) arguments[1]));
      case "commit" -> {
        if (!open.isEmpty()) {
          committed.add(List.copyOf(open));
        }
        open = new ArrayList<>();
        arrays.clear();
      }
      case "rollback" -> throw new SQLException("a recorded landing must not fail");
      default -> {
        // Nothing to note.
      }
    }
    return result;
  }

  /** The driver's own interface is asked for to copy, and for nothing else. */
  private PGConnection recordingCopies() throws SQLException {
    RecordingCopies copies = new RecordingCopies(real, recorded -> open.add(recorded));
    return proxy(
        PGConnection.class,
        (method, arguments) -> {
          if (!method.getName().equals("getCopyAPI")) {
            throw new UnsupportedOperationException(method.getName());
          }
          return copies;
        });
  }

  private PreparedStatement recording(PreparedStatement statement, String sql) {
    List<RecordedStatement.Setter> setters = new ArrayList<>();
    return proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          String name = method.getName();
          if (name.equals("getConnection")) {
            return seen;
          }
          if (name.startsWith("set") && arguments.length >= 2) {
            setters.add(setter(method, arguments));
          } else if (name.startsWith("execute")) {
            open.add(new RecordedStatement(sql, List.copyOf(setters)));
          }
          return method.invoke(statement, arguments);
        });
  }

  private Statement recording(Statement statement) {
    return proxy(
        Statement.class,
        (method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            open.add(new RecordedStatement((String) arguments[0], List.of()));
          }
          return method.invoke(statement, arguments);
        });
  }

  private RecordedStatement.Setter setter(Method method, Object[] arguments) {
    int index = (Integer) arguments[0];
    RecordedArray array = arguments[1] instanceof Array known ? arrays.get(known) : null;
    if (array != null) {
      return statement -> statement.setArray(index, array.on(statement.getConnection()));
    }
    return statement -> {
      try {
        method.invoke(statement, arguments);
      } catch (ReflectiveOperationException e) {
        throw new SQLException("a parameter cannot be bound again", e);
      }
    };
  }
}
