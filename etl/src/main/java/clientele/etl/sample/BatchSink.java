package clientele.etl.sample;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Sends each row's values to one prepared statement, in batches. */
final class BatchSink implements RowSink {

  private static final int ROWS_PER_BATCH = 5_000;

  private final SampleDatabase database;
  private final PreparedStatement statement;
  private int waiting;

  BatchSink(SampleDatabase database, String sql) {
    this.database = database;
    try {
      this.statement = database.connection().prepareStatement(sql);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public void take(Line row) {
    String[] values = row.values();
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.addBatch();
      if (++waiting == ROWS_PER_BATCH) {
        send();
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  private void send() throws SQLException {
    statement.executeBatch();
    waiting = 0;
  }

  @Override
  public void finish() {
    try {
      if (waiting > 0) {
        send();
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  @Override
  public void close() {
    try {
      statement.close();
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }
}
