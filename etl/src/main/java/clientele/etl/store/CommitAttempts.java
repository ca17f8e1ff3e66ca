package clientele.etl.store;

import clientele.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * Tries a commit until it is known to be done. A try whose answer is lost, or that is refused as
 * stale (perhaps by our own earlier try that arrived late), is looked up before the next one.
 */
final class CommitAttempts {

  private static final int ATTEMPTS = 4;

  private static final List<Duration> LOOKUP_WAITS =
      List.of(Duration.ZERO, Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(4));

  private CommitAttempts() {}

  /**
   * @param what for messages, as in {@code commit 7 to table x}
   * @param attempt reads the table anew and commits
   * @param isDone reads the table anew and tells whether the commit is there
   */
  static void until(String what, Runnable attempt, BooleanSupplier isDone) {
    for (int tried = 1; ; tried++) {
      try {
        attempt.run();
        return;
      } catch (CommitStateUnknownException | UncheckedSQLException | CommitFailedException e) {
        if (lookUp(what, isDone, e)) {
          return;
        }
        if (tried == ATTEMPTS) {
          throw unknown(what, e);
        }
      } catch (RuntimeIOException e) {
        throw new Failure.Engine(
            "%s failed: %s. See that the disk is not full and may be written"
                .formatted(what, e.getMessage()),
            e);
      }
    }
  }

  private static boolean lookUp(String what, BooleanSupplier isDone, RuntimeException cause) {
    for (Duration wait : LOOKUP_WAITS) {
      sleep(wait);
      try {
        return isDone.getAsBoolean();
      } catch (UncheckedSQLException stillAway) {
        cause.addSuppressed(stillAway);
      }
    }
    throw unknown(what, cause);
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      // The next look-up is the last useful thing to do; whoever interrupted is told afterwards.
      Thread.currentThread().interrupt();
    }
  }

  private static Failure unknown(String what, RuntimeException cause) {
    return new Failure.Unknown(
        "the outcome of %s is unknown: %s. Readers still see the last publication. Run the same command again when the metadata database answers: it goes on from what is there. To look yourself: table iceberg_tables names each table's metadata file, and the summaries of the branch's snapshots in it name their commits"
            .formatted(what, cause.getMessage()),
        cause);
  }
}
