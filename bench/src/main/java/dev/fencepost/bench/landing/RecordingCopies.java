package dev.fencepost.bench.landing;

import com.yugabyte.copy.CopyManager;
import com.yugabyte.core.BaseConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Notes what is copied while it is copied as usual. */
final class RecordingCopies extends CopyManager {

  private final Consumer<Recorded> notes;

  RecordingCopies(Connection real, Consumer<Recorded> notes) throws SQLException {
    super(real.unwrap(BaseConnection.class));
    this.notes = notes;
  }

  @Override
  public long copyIn(String sql, InputStream from) throws SQLException, IOException {
    byte[] rows = from.readAllBytes();
    notes.accept(new RecordedCopy(sql, rows));
    return super.copyIn(sql, new ByteArrayInputStream(rows));
  }
}
