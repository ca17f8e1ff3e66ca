package clientele.etl.store;

import clientele.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write to a warehouse; one process has it at a time. It is renewed every few seconds
 * until it is closed. A lease whose process is dead is free at once on the same machine, and after
 * a minute of silence elsewhere.
 */
public final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final Duration RENEWAL = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 5;

  private final MetadataDatabase database;
  private final LeaseTable table;
  private final InstantSource clock;
  private final LeaseHolder holder;
  private final ScheduledExecutorService renewal;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private Lease(
      MetadataDatabase database, InstantSource clock, LeaseHolder holder, Duration every) {
    this.database = database;
    this.table = new LeaseTable(database);
    this.clock = clock;
    this.holder = holder;
    this.renewal =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease");
              thread.setDaemon(true);
              return thread;
            });
    renewal.scheduleWithFixedDelay(
        this::renew, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes the lease, or is refused with a {@link Failure.Lock} that names who has it. */
  public static Lease acquire(LocationSettings location, InstantSource clock) {
    return acquire(location, clock, LeaseHolder.thisProcess(clock.instant()), RENEWAL);
  }

  static Lease acquire(
      LocationSettings location, InstantSource clock, LeaseHolder self, Duration renewal) {
    MetadataDatabase database = new MetadataDatabase(location);
    try {
      take(new LeaseTable(database), clock, self);
      return new Lease(database, clock, self, renewal);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Who has the lease, in words; empty when nobody alive has it. */
  public static Optional<String> holder(LocationSettings location, InstantSource clock) {
    try (MetadataDatabase database = new MetadataDatabase(location)) {
      Instant now = clock.instant();
      return new LeaseTable(database)
          .find()
          .filter(holder -> !holder.isAbandoned(now, LeaseHolder.machineHere()))
          .map(holder -> holder.describe(now));
    }
  }

  private static void take(LeaseTable table, InstantSource clock, LeaseHolder self) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (table.insert(self)) {
        return;
      }
      Optional<LeaseHolder> other = table.find();
      if (other.isPresent()) {
        Instant now = clock.instant();
        if (!other.get().isAbandoned(now, self.machine())) {
          throw new Failure.Lock(
              "another run holds the warehouse's lease: %s. Wait until it has ended, or stop it; if that machine is gone, the lease is free %d s after it was last heard of"
                  .formatted(other.get().describe(now), LeaseHolder.SILENCE.toSeconds()));
        }
        if (table.replace(other.get(), self)) {
          LOG.warn("took over the lease of a dead run: {}", other.get().describe(now));
          return;
        }
      }
    }
    throw new Failure.Lock("other runs take the warehouse's lease all the time: try again later");
  }

  /**
   * Renews the lease now; call it before what must not be done twice. Refused with a {@link
   * Failure.Lock} where another run has taken it, as after this process was asleep for a minute.
   */
  public void confirm() {
    if (!table.renew(holder.owner(), now())) {
      throw new Failure.Lock(
          "this run has lost the warehouse's lease, for it was not heard of for %d s: %s. Nothing more is written; run again"
              .formatted(
                  LeaseHolder.SILENCE.toSeconds(),
                  table.find().map(other -> other.describe(now())).orElse("nobody has it now")));
    }
  }

  private void renew() {
    try {
      if (!table.renew(holder.owner(), now())) {
        LOG.error("this run has lost the warehouse's lease");
        renewal.shutdown();
      }
    } catch (Failure e) {
      LOG.warn("the lease could not be renewed, trying again: {}", e.getMessage());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    renewal.shutdownNow();
    try {
      table.delete(holder.owner());
    } catch (Failure e) {
      LOG.warn("the lease could not be given back, it ends by itself: {}", e.getMessage());
    } finally {
      database.close();
    }
  }
}
