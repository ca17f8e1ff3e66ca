package clientele.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.jobs.step.RunObserver.Expectation;
import clientele.jobs.step.StepReport;
import clientele.jobs.step.StepReport.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Instant NIGHT = Instant.parse("2026-04-01T02:00:00Z");

  @Test
  void aBarTellsShareTimeRowsAndWhatIsLeft() {
    StepLine line =
        new StepLine(
            "extract shop.orders",
            2,
            12,
            Optional.of(new Expectation(1000, Duration.ofSeconds(40))));

    assertThat(line.running(250, Duration.ofSeconds(10), 120))
        .isEqualTo(
            "[ 2/12] extract shop.orders  [#####...............] 25 %  10 s  250 rows  about 30 s"
                + " left  25/s");
  }

  @Test
  void withoutRowsTheBarGoesByTheTimeOfTheLastRun() {
    StepLine line =
        new StepLine(
            "build dim_customer", 7, 9, Optional.of(new Expectation(0, Duration.ofSeconds(20))));

    assertThat(line.running(0, Duration.ofSeconds(10), 120)).contains("50 %", "about 10 s left");
    assertThat(line.running(0, Duration.ofSeconds(90), 120)).contains("99 %");
  }

  @Test
  void aBarStaysInItsLine() {
    StepLine line =
        new StepLine(
            "extract warehouse_management.inventory_movement_line_archive",
            2,
            12,
            Optional.of(new Expectation(1_000_000, Duration.ofSeconds(40))));

    for (int columns : new int[] {20, 40, 80}) {
      assertThat(line.running(123_456, Duration.ofSeconds(10), columns))
          .hasSizeLessThan(columns)
          .startsWith("[ 2/12] extract");
    }
  }

  @Test
  void whereNobodyWatchesThereIsALineForEachStepAndForLongOnesOnTheWay() {
    AtomicReference<Instant> now = new AtomicReference<>(NIGHT);
    StringWriter log = new StringWriter();
    InstantSource clock = now::get;
    PlainProgress progress = new PlainProgress(new PrintWriter(log), clock);

    progress.stepStarted("extract shop.orders", 1, 2, Optional.empty());
    now.set(NIGHT.plusSeconds(10));
    progress.rows("extract shop.orders", 100);
    now.set(NIGHT.plusSeconds(31));
    progress.rows("extract shop.orders", 3100);
    progress.stepEnded(report("extract shop.orders", State.DONE, "2 rows quarantined"));
    progress.stepStarted("publish", 2, 2, Optional.empty());
    progress.stepEnded(report("publish", State.DONE_BEFORE, ""));

    assertThat(log.toString().lines())
        .containsExactly(
            "2026-04-01T02:00:31Z [1/2] extract shop.orders  31 s  3,100 rows  100/s",
            "2026-04-01T02:00:31Z [1/2] extract shop.orders: 31 s, 3,200 rows in, 3,198 out; 2 rows"
                + " quarantined",
            "2026-04-01T02:00:31Z [2/2] publish: was done before");
  }

  @Test
  void onATerminalTheBarIsWipedBeforeTheLineOfTheEndedStep() {
    StringWriter terminal = new StringWriter();
    try (BarProgress progress = new BarProgress(new PrintWriter(terminal), 80)) {
      progress.stepStarted("publish", 1, 1, Optional.empty());
      progress.stepEnded(report("publish", State.FAILED, ""));
    }

    assertThat(terminal.toString())
        .startsWith("\r\u001b[K[1/1] publish")
        .endsWith("\r\u001b[K[1/1] publish: failed after 31 s" + System.lineSeparator());
  }

  private static StepReport report(String step, State state, String note) {
    return new StepReport(step, state, NIGHT, Duration.ofSeconds(31), 3200, 3198, note);
  }
}
