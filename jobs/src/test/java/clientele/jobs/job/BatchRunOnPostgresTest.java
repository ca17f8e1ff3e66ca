package clientele.jobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import clientele.etl.RunRequest;
import clientele.etl.Step;
import clientele.failure.Failure;
import clientele.jobs.job.BatchRun.End;
import clientele.jobs.step.RunObserver;
import clientele.jobs.step.StepReport;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The job repository where the metadata database is PostgreSQL. */
class BatchRunOnPostgresTest {

  private static final LocalDate DATE = LocalDate.of(2026, 3, 31);

  private final Deeds deeds = new Deeds();

  @Test
  void aRunThatFailedGoesOnAndItsHistoryIsKept() throws IOException {
    List<Failure> failures = new ArrayList<>(List.of(new Failure.Source("shop is away", null)));
    Step flaky = deeds.step("two", () -> failures.isEmpty() ? null : failures.remove(0));
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      assertThatThrownBy(() -> run(url, deeds.step("one"), flaky)).hasMessage("shop is away");

      assertThat(run(url, deeds.step("one"), flaky)).isEqualTo(End.DONE);

      assertThat(deeds.log).containsExactly("one", "two");
      try (RunHistory history = new RunHistory(url)) {
        assertThat(history.attempts("nightly", DATE, Optional.empty()))
            .extracting(Run::state, Run::exitCode, Run::asOf)
            .containsExactly(
                tuple(Run.State.DONE, "COMPLETED", DATE), tuple(Run.State.FAILED, "SOURCE", DATE));
        assertThat(history.steps(history.newest(1).get(0).id()))
            .extracting(StepReport::step, StepReport::state)
            .containsExactly(
                tuple("one", StepReport.State.DONE_BEFORE), tuple("two", StepReport.State.DONE));
        assertThat(history.lastTimes()).containsOnlyKeys("one", "two");
      }
    }
  }

  private static End run(String url, Step... steps) {
    RunRequest request =
        new RunRequest(DATE, "nightly-2026-03-31", "nightly-2026-03-31", false, Optional.empty());
    return new BatchRun(url, new Silence(), timing -> {}, () -> false, 2)
        .run(request, List.of(steps));
  }

  private record Silence() implements RunObserver {
    @Override
    public void stepStarted(String step, int number, int of, Optional<Expectation> before) {}

    @Override
    public void rows(String step, long soFar) {}

    @Override
    public void stepEnded(StepReport report) {}
  }
}
