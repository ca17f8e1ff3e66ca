package clientele.etl.extract;

import clientele.failure.Failure;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Lets so many rows a second through, counted over all threads. */
final class Throttle {

  private final OptionalInt rowsPerSecond;
  private long nextNanos = System.nanoTime();

  /**
   * @param rowsPerSecond empty for any number
   */
  Throttle(OptionalInt rowsPerSecond) {
    this.rowsPerSecond = rowsPerSecond;
  }

  /** How many rows may pass between two calls of {@link #pass}. */
  int step() {
    return rowsPerSecond.isPresent() ? Math.max(1, rowsPerSecond.getAsInt() / 20) : 1000;
  }

  /** Waits until so many more rows may pass. */
  void pass(int rows) {
    if (rowsPerSecond.isEmpty()) {
      return;
    }
    long wait = reserve(TimeUnit.SECONDS.toNanos(rows) / rowsPerSecond.getAsInt());
    try {
      TimeUnit.NANOSECONDS.sleep(wait);
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new Failure.Source("interrupted while reading a source slowly", exception);
    }
  }

  private synchronized long reserve(long nanos) {
    long now = System.nanoTime();
    nextNanos = Math.max(nextNanos, now) + nanos;
    return nextNanos - now;
  }
}
