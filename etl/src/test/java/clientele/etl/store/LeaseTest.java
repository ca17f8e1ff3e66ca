package clientele.etl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {

  private static final Duration NEVER = Duration.ofDays(1);
  private static final Instant EVENING = Instant.parse("2026-03-02T23:00:00Z");

  @TempDir Path warehouse;

  private volatile Instant now = EVENING;
  private final InstantSource clock = () -> now;

  @Test
  void aSecondRunIsRefusedAndToldWhoHoldsTheLeaseSinceWhenAndWhere() {
    LeaseHolder first = LeaseHolder.thisProcess(now);
    try (Lease lease = acquire(first)) {
      lease.confirm();
      now = EVENING.plusSeconds(7);
      assertThatThrownBy(() -> Lease.acquire(location(), clock))
          .isInstanceOf(Failure.Lock.class)
          .hasMessageContaining("process %d on %s".formatted(first.processId(), first.host()))
          .hasMessageContaining("since 2026-03-02T23:00:00Z")
          .hasMessageContaining("7 s ago");
      assertThat(Lease.holder(location(), clock))
          .hasValueSatisfying(
              holder -> assertThat(holder).contains("process " + first.processId()));
    }
    assertThat(Lease.holder(location(), clock)).isEmpty();
  }

  @Test
  void aLeaseGivenBackIsFree() {
    Lease.acquire(location(), clock).close();
    assertThatCode(() -> Lease.acquire(location(), clock).close()).doesNotThrowAnyException();
  }

  @Test
  void aHolderElsewhereIsBelievedAliveForAMinuteOfSilence() {
    try (Lease silent = acquire(elsewhere(LeaseHolder.thisProcess(now)))) {
      silent.confirm();
      now = EVENING.plusSeconds(60);
      assertThatThrownBy(() -> Lease.acquire(location(), clock)).isInstanceOf(Failure.Lock.class);
    }
  }

  @Test
  void aSilentHolderElsewhereLosesTheLeaseAndLearnsOfIt() {
    try (Lease silent = acquire(elsewhere(LeaseHolder.thisProcess(now)))) {
      now = EVENING.plusSeconds(61);
      try (Lease next = Lease.acquire(location(), clock)) {
        next.confirm();
        assertThatThrownBy(silent::confirm)
            .isInstanceOf(Failure.Lock.class)
            .hasMessageContaining("lost")
            .hasMessageContaining("since 2026-03-02T23:01:01Z");
        silent.close();
        assertThatCode(next::confirm).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void aRenewedLeaseIsKeptForHours() throws InterruptedException {
    LeaseHolder holder = elsewhere(LeaseHolder.thisProcess(now));
    try (Lease lease = Lease.acquire(location(), clock, holder, Duration.ofMillis(10));
        MetadataDatabase database = new MetadataDatabase(location())) {
      now = EVENING.plus(Duration.ofHours(3));
      LeaseTable table = new LeaseTable(database);
      while (table.find().orElseThrow().heartbeatAt().isBefore(now)) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> Lease.acquire(location(), clock)).isInstanceOf(Failure.Lock.class);
      lease.confirm();
    }
  }

  @Test
  void aProcessIdUsedAgainDoesNotCount() {
    LeaseHolder self = LeaseHolder.thisProcess(now);
    LeaseHolder predecessor =
        new LeaseHolder(
            "predecessor",
            self.host(),
            self.machine(),
            self.processId(),
            self.processStartedAt().minusSeconds(100),
            now,
            now);
    try (Lease dead = acquire(predecessor)) {
      assertThatCode(() -> Lease.acquire(location(), clock).close()).doesNotThrowAnyException();
      assertThatThrownBy(dead::confirm).isInstanceOf(Failure.Lock.class);
    }
  }

  @Test
  void ofTenLaunchesAtOnceOneGetsTheLeaseAndItsDeathFreesItAtOnce() throws Exception {
    List<LeaseProcess> launches = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        launches.add(LeaseProcess.start(warehouse));
      }
      for (LeaseProcess launch : launches) {
        assertThat(launch.readLine()).isEqualTo("ready");
      }
      for (LeaseProcess launch : launches) {
        launch.go();
      }
      List<String> answers = new ArrayList<>();
      LeaseProcess winner = null;
      for (LeaseProcess launch : launches) {
        String answer = launch.readLine();
        answers.add(answer);
        winner = "acquired".equals(answer) ? launch : winner;
      }
      assertThat(answers).containsOnlyOnce("acquired");
      assertThat(answers.stream().filter("refused"::equals)).hasSize(9);

      winner.kill();
      Lease.acquire(location(), InstantSource.system()).close();
    } finally {
      for (LeaseProcess launch : launches) {
        launch.kill();
      }
    }
  }

  private Lease acquire(LeaseHolder holder) {
    return Lease.acquire(location(), clock, holder, NEVER);
  }

  private LocationSettings location() {
    return new LocationSettings(warehouse, "");
  }

  private static LeaseHolder elsewhere(LeaseHolder holder) {
    return new LeaseHolder(
        holder.owner(),
        "mill",
        "the mill's computer",
        holder.processId(),
        holder.processStartedAt(),
        holder.acquiredAt(),
        holder.heartbeatAt());
  }

  /** Stands for one launch: says ready, waits for a line, and tries to take the lease. */
  public static final class Launch {

    public static void main(String[] arguments) throws IOException {
      LocationSettings location = new LocationSettings(Path.of(arguments[0]), "");
      System.out.println("ready");
      System.in.read();
      try {
        Lease.acquire(location, InstantSource.system());
        System.out.println("acquired");
      } catch (Failure.Lock refused) {
        System.out.println("refused");
      }
      System.in.read();
    }
  }
}
