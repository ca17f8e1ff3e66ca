package clientele.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import clientele.etl.RunRequest;
import clientele.etl.Step;
import clientele.etl.StepTiming;
import clientele.failure.Failure;
import clientele.jobs.job.BatchRun.End;
import clientele.jobs.step.RunObserver;
import clientele.jobs.step.StepReport;
import clientele.jobs.step.StepReport.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchRunTest {

  private static final RunRequest REQUEST =
      request(LocalDate.of(2026, 3, 31), "nightly-2026-03-31");

  @TempDir private Path folder;
  private String url;
  private final Deeds deeds = new Deeds();
  private final List<StepReport> reports = new ArrayList<>();
  private final List<StepTiming> timings = new ArrayList<>();

  @BeforeEach
  void findMetadataDatabase() {
    url = "jdbc:sqlite:" + folder.resolve("metadata.db");
  }

  @Test
  void runsTheStepsInOrderAndKeepsTheirRows() {
    End end = run(() -> false, deeds.step("one"), deeds.step("two"));

    assertThat(end).isEqualTo(End.DONE);
    assertThat(deeds.log).containsExactly("one", "two");
    assertThat(reports).extracting(StepReport::state).containsExactly(State.DONE, State.DONE);
    assertThat(timings).extracting(StepTiming::step).containsExactly("one", "two");
    try (RunHistory history = new RunHistory(url)) {
      Run run = history.newest(10).get(0);
      assertThat(run.state()).isEqualTo(Run.State.DONE);
      assertThat(run.asOf()).isEqualTo(LocalDate.of(2026, 3, 31));
      assertThat(run.runId()).isEqualTo("nightly-2026-03-31");
      assertThat(history.steps(run.id()))
          .extracting(StepReport::step, StepReport::read, StepReport::written, StepReport::note)
          .containsExactly(
              tuple("one", 7L, 5L, "2 rows quarantined"),
              tuple("two", 7L, 5L, "2 rows quarantined"));
    }
  }

  @Test
  void goesOnAtTheStepThatFailed() {
    List<Failure> failures = new ArrayList<>(List.of(new Failure.Source("shop is away", null)));
    Step flaky = deeds.step("two", () -> failures.isEmpty() ? null : failures.remove(0));
    assertThatThrownBy(() -> run(() -> false, deeds.step("one"), flaky, deeds.step("three")))
        .isInstanceOf(Failure.Source.class)
        .hasMessage("shop is away");
    reports.clear();
    timings.clear();

    End end = run(() -> false, deeds.step("one"), flaky, deeds.step("three"));

    assertThat(end).isEqualTo(End.DONE);
    assertThat(deeds.log).containsExactly("one", "two", "three");
    assertThat(reports)
        .extracting(StepReport::state)
        .containsExactly(State.DONE_BEFORE, State.DONE, State.DONE);
    assertThat(timings)
        .extracting(StepTiming::step, StepTiming::read)
        .describedAs("what an earlier attempt did is told with its rows")
        .containsExactly(tuple("one", 7L), tuple("two", 7L), tuple("three", 7L));
    try (RunHistory history = new RunHistory(url)) {
      assertThat(history.newest(10))
          .extracting(Run::state, Run::exitCode, Run::message)
          .containsExactly(
              tuple(Run.State.DONE, "COMPLETED", ""),
              tuple(Run.State.FAILED, "SOURCE", "shop is away"));
    }
  }

  @Test
  void stepsThatReadNothingOfEachOtherRunSideBySide() {
    CyclicBarrier both = new CyclicBarrier(2);
    Step left = deeds.step("left", Optional.of(Set.of()), () -> meet(both));
    Step right = deeds.step("right", Optional.of(Set.of()), () -> meet(both));
    Step reader = deeds.step("reader", Optional.of(Set.of("left")), () -> null);

    End end = run(() -> false, deeds.step("before"), left, right, reader, deeds.step("behind all"));

    assertThat(end).isEqualTo(End.DONE);
    assertThat(deeds.log).startsWith("before").endsWith("behind all").hasSize(5);
    assertThat(deeds.log.indexOf("reader")).isGreaterThan(deeds.log.indexOf("left"));
    assertThat(reports).extracting(StepReport::state).containsOnly(State.DONE).hasSize(5);
  }

  @Test
  void whatRunsBesideAStepThatFailsIsDoneAndNothingElseBegins() {
    CyclicBarrier both = new CyclicBarrier(2);
    Step fails =
        deeds.step(
            "fails",
            Optional.of(Set.of()),
            () -> {
              meet(both);
              return new Failure.Contract("nothing fits");
            });
    Step beside = deeds.step("beside", Optional.of(Set.of()), () -> meet(both));
    Step readsIt = deeds.step("reads it", Optional.of(Set.of("fails")), () -> null);

    assertThatThrownBy(() -> run(() -> false, fails, beside, readsIt, deeds.step("behind all")))
        .isInstanceOf(Failure.Contract.class)
        .hasMessage("nothing fits");

    assertThat(deeds.log).containsExactly("beside");
    assertThat(reports)
        .extracting(StepReport::state)
        .containsExactlyInAnyOrder(State.FAILED, State.DONE);
    try (RunHistory history = new RunHistory(url)) {
      assertThat(history.newest(1).get(0).exitCode()).isEqualTo("CONTRACT");
    }
  }

  @Test
  void whatTookLongestTheLastTimeBeginsFirst() throws SQLException {
    Step quick = deeds.step("quick", Optional.of(Set.of()), () -> null);
    Step slow = deeds.step("slow", Optional.of(Set.of()), () -> null);
    run(() -> false, quick, slow);
    sql(
        "update batch_step_execution set start_time = '2026-03-31 01:00:00', end_time = '2026-03-31"
            + " 01:09:00' where step_name = 'slow'");
    Deeds next = new Deeds();

    new BatchRun(url, new Recorder(reports), timings::add, () -> false, 1)
        .run(
            request(LocalDate.of(2026, 4, 1), "nightly-2026-04-01"),
            List.of(
                next.step("quick", Optional.of(Set.of()), () -> null),
                next.step("slow", Optional.of(Set.of()), () -> null)));

    assertThat(next.log).containsExactly("slow", "quick");
  }

  private static Throwable meet(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
      return null;
    } catch (Exception e) {
      return new AssertionError("the other step did not run at the same time", e);
    }
  }

  @Test
  void theKindOfFailureIsKeptAndNoCauseWithItsSecrets() throws SQLException {
    Throwable withSecret =
        new IllegalStateException("password=hunter2", new SQLException("password=hunter2"));
    assertThatThrownBy(() -> run(() -> false, deeds.step("one", () -> withSecret)))
        .isSameAs(withSecret);

    try (RunHistory history = new RunHistory(url)) {
      assertThat(history.newest(1).get(0).exitCode()).isEqualTo("BUG");
    }
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertThat(
              statement
                  .executeQuery(
                      "select count(*) from batch_step_execution where exit_message like"
                          + " '%hunter2%'")
                  .getInt(1))
          .isZero();
    }
  }

  @Test
  void anErrorOfTheMachineComesThroughAsItWasThrown() {
    Error error = new OutOfMemoryError("heap");
    assertThatThrownBy(() -> run(() -> false, deeds.step("one", () -> error))).isSameAs(error);
  }

  @Test
  void anInterruptedRunStopsBeforeTheNextStepAndGoesOnLater() {
    BooleanSupplier afterTheFirst = () -> deeds.log.contains("one");

    assertThat(run(afterTheFirst, deeds.step("one"), deeds.step("two"))).isEqualTo(End.INTERRUPTED);
    assertThat(deeds.log).containsExactly("one");
    try (RunHistory history = new RunHistory(url)) {
      assertThat(history.newest(1).get(0).state()).isEqualTo(Run.State.INTERRUPTED);
    }

    assertThat(run(() -> false, deeds.step("one"), deeds.step("two"))).isEqualTo(End.DONE);
    assertThat(deeds.log).containsExactly("one", "two");
  }

  @Test
  void whatADeadProcessLeftIsEndedAndTheRunGoesOn() throws SQLException {
    run(() -> deeds.log.contains("one"), deeds.step("one"), deeds.step("two"));
    sql(
        "update batch_job_execution set status = 'STARTED', end_time = null, exit_code ="
            + " 'UNKNOWN'");
    sql("update batch_step_execution set status = 'STARTED', end_time = null");

    assertThat(run(() -> false, deeds.step("one"), deeds.step("two"))).isEqualTo(End.DONE);

    try (RunHistory history = new RunHistory(url)) {
      assertThat(history.newest(10))
          .extracting(Run::state, Run::exitCode)
          .containsExactly(tuple(Run.State.DONE, "COMPLETED"), tuple(Run.State.FAILED, "KILLED"));
    }
  }

  @Test
  void aRunWhoseRecordCouldNotBeSavedGoesOn() throws SQLException {
    run(() -> deeds.log.contains("one"), deeds.step("one"), deeds.step("two"));
    sql("update batch_job_execution set status = 'UNKNOWN'");
    sql("update batch_step_execution set status = 'UNKNOWN'");

    assertThat(run(() -> false, deeds.step("one"), deeds.step("two"))).isEqualTo(End.DONE);
  }

  @Test
  void aProcessKilledBetweenInstanceAndExecutionDoesNotBarTheDate() throws SQLException {
    run(() -> true, deeds.step("one"));
    for (String table :
        List.of(
            "batch_step_execution_context",
            "batch_step_execution",
            "batch_job_execution_context",
            "batch_job_execution_params",
            "batch_job_execution")) {
      sql("delete from " + table);
    }

    assertThat(run(() -> false, deeds.step("one"))).isEqualTo(End.DONE);
  }

  @Test
  void eachDateIsARunOfItsOwn() {
    run(() -> false, deeds.step("one"));
    Deeds nextNight = new Deeds();
    End end =
        batchRun(() -> false)
            .run(
                request(LocalDate.of(2026, 4, 1), "nightly-2026-04-01"),
                List.of(nextNight.step("one")));

    assertThat(end).isEqualTo(End.DONE);
    assertThat(nextNight.log).containsExactly("one");
    try (RunHistory history = new RunHistory(url)) {
      assertThat(history.attempts("nightly", LocalDate.of(2026, 4, 1), Optional.empty()))
          .hasSize(1);
      assertThat(history.newest(10)).hasSize(2);
    }
  }

  private End run(BooleanSupplier isInterrupted, Step... steps) {
    return batchRun(isInterrupted).run(REQUEST, List.of(steps));
  }

  private BatchRun batchRun(BooleanSupplier isInterrupted) {
    RunObserver observer = new Recorder(reports);
    return new BatchRun(url, observer, timings::add, isInterrupted, 2);
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement session = connection.createStatement()) {
      session.execute(statement);
    }
  }

  private static RunRequest request(LocalDate asOf, String runId) {
    return new RunRequest(asOf, runId, runId, false, Optional.empty());
  }

  private record Recorder(List<StepReport> reports) implements RunObserver {
    @Override
    public void stepStarted(String step, int number, int of, Optional<Expectation> before) {}

    @Override
    public void rows(String step, long soFar) {}

    @Override
    public void stepEnded(StepReport report) {
      reports.add(report);
    }
  }
}
