package clientele.jobs.job;

import clientele.failure.Causes;
import clientele.failure.Failure;
import java.sql.Connection;
import java.sql.SQLException;

/** What it means that the job repository could not be read or written. */
final class JobFailure {

  private JobFailure() {}

  /**
   * A server that cannot be reached now, asked anew, is to be tried again later; anything else is a
   * fault of the machine or of the database.
   *
   * @param url JDBC URL of the metadata database
   */
  static Failure of(String what, String url, Exception cause) {
    try (Connection connection = JobConnection.open(url)) {
      return new Failure.Engine(
          "%s: %s. See that the metadata database may be written and has room"
              .formatted(what, Causes.told(cause)),
          cause);
    } catch (SQLException away) {
      if (!JobConnection.isServer(url)) {
        return new Failure.Engine("%s: %s".formatted(what, away.getMessage()), cause);
      }
      return new Failure.Source(
          "%s: metadata database: %s. See that it runs and can be reached from here"
              .formatted(what, away.getMessage()),
          cause);
    }
  }
}
