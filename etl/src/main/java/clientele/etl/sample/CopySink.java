package clientele.etl.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows through PostgreSQL's COPY into a table made in the same transaction. */
final class CopySink implements RowSink {

  private static final int BUFFER = 1 << 18;

  private final SampleDatabase database;
  private final CopyIn copy;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER + 4096);

  CopySink(SampleDatabase database, String table) {
    this.database = database;
    try {
      copy =
          database
              .connection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy %s from stdin with (freeze)".formatted(table));
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public void take(Line row) {
    buffer.writeBytes(row.line().getBytes(StandardCharsets.UTF_8));
    buffer.write('\n');
    if (buffer.size() >= BUFFER) {
      send();
    }
  }

  private void send() {
    try {
      copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
      buffer.reset();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public void finish() {
    send();
    try {
      copy.endCopy();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public void close() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }
}
