package clientele.etl.extract;

import clientele.etl.extract.LandingFolder.Finished;
import clientele.failure.Failure;
import clientele.schema.ColumnType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the slices of one table, several side by side. A slice whose connection is lost is read
 * again, alone; a slice that came whole is not.
 */
final class SliceReads {

  static final int TRIES = 3;

  private final Opener opener;
  private final Lander lander;
  private final LandingFolder folder;
  private final Optional<ColumnType> watermarkType;
  private final Duration pause;
  private final int readers;
  private final Map<String, Optional<String>> highest = new HashMap<>();

  /** Opens one more reader of the table. */
  interface Opener {
    TableReader open() throws SQLException;
  }

  /** Makes the place where a slice's rows land. */
  interface Lander {
    Landing land(Slice slice);
  }

  /**
   * @param watermarkType empty for a table without watermark, whose slices must all be of one
   *     snapshot
   * @param pause before the second try, doubled before each further one
   * @param readers at most so many side by side
   */
  SliceReads(
      Opener opener,
      Lander lander,
      LandingFolder folder,
      Optional<ColumnType> watermarkType,
      Duration pause,
      int readers) {
    this.opener = opener;
    this.lander = lander;
    this.folder = folder;
    this.watermarkType = watermarkType;
    this.pause = pause;
    this.readers = readers;
  }

  /**
   * Reads all slices but those that the folder has.
   *
   * @param previous watermark that the rows were read from
   */
  Landed read(List<Slice> slices, Optional<String> previous) throws SQLException {
    for (int round = 1; ; round++) {
      List<Slice> missing = slices.stream().filter(slice -> !folder.isFinished(slice)).toList();
      work(missing, slices.size() > 1);
      List<String> snapshots =
          folder.finished().stream().map(Finished::snapshot).distinct().toList();
      if (snapshots.size() <= 1 || watermarkType.isPresent() || round == TRIES) {
        refuseMixed(snapshots);
        return landed(snapshots.size() > 1, previous);
      }
      slices.forEach(folder::forget);
    }
  }

  private void refuseMixed(List<String> snapshots) {
    if (snapshots.size() > 1 && watermarkType.isEmpty()) {
      throw new Failure.Source(
          "the database was lost again and again, so that a whole table was never seen as of one"
              + " moment: run again when it is stable",
          null);
    }
  }

  /**
   * Where slices were read as of several moments, the next reading begins at the earliest of them:
   * a slice that was read first lacks what changed in it since.
   */
  private Landed landed(boolean isMixed, Optional<String> previous) {
    List<Finished> parts = folder.finished();
    Landed landed = Landed.together(parts.stream().map(Finished::landed).toList(), watermarkType);
    if (!isMixed) {
      return landed;
    }
    Optional<String> lowest = landed.watermark();
    for (Finished part : parts) {
      lowest = Watermarks.lowest(watermarkType, lowest, part.highest());
    }
    return landed.withWatermark(Watermarks.highest(watermarkType, previous, lowest));
  }

  private void work(List<Slice> missing, boolean isMany) throws SQLException {
    Queue<Slice> queue = new ConcurrentLinkedQueue<>(missing);
    int workers = Math.min(readers, missing.size());
    if (workers <= 1) {
      work(queue, isMany);
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        futures.add(
            pool.submit(
                () -> {
                  try {
                    work(queue, isMany);
                  } finally {
                    // Whoever fails leaves nothing to do to the others.
                    queue.clear();
                  }
                  return null;
                }));
      }
      await(futures);
    } finally {
      pool.shutdownNow();
    }
  }

  private static void await(List<Future<?>> futures) throws SQLException {
    List<Throwable> failures = new ArrayList<>();
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException exception) {
        failures.add(exception.getCause());
      } catch (InterruptedException exception) {
        Thread.currentThread().interrupt();
        throw new Failure.Source("interrupted while reading a source", exception);
      }
    }
    if (failures.isEmpty()) {
      return;
    }
    Throwable first = failures.get(0);
    failures.stream().skip(1).forEach(first::addSuppressed);
    if (first instanceof SQLException exception) {
      throw exception;
    } else if (first instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first;
  }

  private void work(Queue<Slice> queue, boolean isMany) throws SQLException {
    TableReader reader = null;
    try {
      for (Slice slice = queue.poll(); slice != null; slice = queue.poll()) {
        for (int attempt = 1; ; attempt++) {
          try {
            if (reader == null) {
              reader = opener.open();
            }
            read(slice, reader, isMany);
            break;
          } catch (SQLException exception) {
            if (reader != null) {
              reader.close();
              reader = null;
            }
            if (attempt == TRIES || !JdbcConnector.isTransient(exception)) {
              throw exception;
            }
            pause(pause, attempt);
          }
        }
      }
    } finally {
      if (reader != null) {
        reader.close();
      }
    }
  }

  private void read(Slice slice, TableReader reader, boolean isMany) throws SQLException {
    Optional<String> top = isMany && watermarkType.isPresent() ? highest(reader) : Optional.empty();
    try (Landing landing = lander.land(slice)) {
      reader.read(slice, landing);
      Finished part = new Finished(landing.finish(), reader.snapshot(), top);
      if (isMany) {
        folder.keep(slice, part);
      }
      folder.finish(slice, part);
    }
  }

  private Optional<String> highest(TableReader reader) throws SQLException {
    synchronized (highest) {
      if (!highest.containsKey(reader.snapshot())) {
        highest.put(reader.snapshot(), reader.highest());
      }
      return highest.get(reader.snapshot());
    }
  }

  static void pause(Duration pause, int attempt) {
    try {
      Thread.sleep(pause.multipliedBy(1L << (attempt - 1)).toMillis());
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new Failure.Source("interrupted while waiting for a source", exception);
    }
  }

  /** Adds up what arrives in all slices. */
  static final class Arrivals {
    private final AtomicLong rows = new AtomicLong();
    private final Progress progress;
    private final Throttle throttle;

    Arrivals(Progress progress, Throttle throttle) {
      this.progress = progress;
      this.throttle = throttle;
    }

    void arrived(int more) {
      long soFar = rows.addAndGet(more);
      synchronized (progress) {
        progress.rows(soFar);
      }
      throttle.pass(more);
    }
  }
}
