package clientele.etl.store;

import clientele.failure.Causes;
import clientele.failure.Failure;
import java.sql.SQLException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** What exceptions of Iceberg mean for people. */
final class IcebergFailures {

  private IcebergFailures() {}

  static Failure of(RuntimeException exception, MetadataDatabase database) {
    if (exception instanceof UncheckedSQLException) {
      return exception.getCause() instanceof SQLException cause
          ? database.failure(cause)
          : new Failure.Engine("metadata database: " + exception.getMessage(), exception);
    } else if (exception instanceof NotFoundException) {
      return new Failure.Engine(
          "the warehouse has lost a file: %s. Put it back from a backup, or rebuild the table"
              .formatted(exception.getMessage()),
          exception);
    } else if (exception instanceof CommitFailedException) {
      return new Failure.Lock(
          "another process wrote to the warehouse at the same time: %s. See that only one runs, and run again"
              .formatted(exception.getMessage()));
    }
    return new Failure.Engine(
        "the warehouse cannot be read or written: %s. See that warehouse.location may be read and written, and has room"
            .formatted(Causes.told(exception)),
        exception);
  }
}
