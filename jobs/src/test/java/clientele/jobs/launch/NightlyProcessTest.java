package clientele.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.Warehouse;
import clientele.jobs.job.Run;
import clientele.jobs.job.RunHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights in processes of their own: launched ten at once, killed, stopped, begun again. */
class NightlyProcessTest {

  private static final String[] NIGHT = {"run", "nightly", "--date", "2026-03-31"};
  private static final String[] SHORT_NIGHT = {
    "run", "nightly", "--date", "2026-03-31", "--select", "fact_order_line"
  };

  @TempDir private Path folder;

  @Test
  void ofTenLaunchesAtOnceOneRunsAndNineFindTheLockHeld() {
    Path project = Village.copyTo(folder.resolve("village"));
    List<ClienteleProcess> launches =
        IntStream.range(0, 10).mapToObj(i -> ClienteleProcess.start(project, SHORT_NIGHT)).toList();

    List<Integer> exitCodes = launches.stream().map(ClienteleProcess::awaitEnd).sorted().toList();

    assertThat(exitCodes).containsExactly(0, 5, 5, 5, 5, 5, 5, 5, 5, 5);
    assertThat(
            launches.stream().map(ClienteleProcess::messages).filter(NightlyProcessTest::isRefused))
        .hasSize(9)
        .allSatisfy(messages -> assertThat(messages).contains("another run holds", "process "));
    assertThat(PublishedRows.publications(project)).hasSize(1);
  }

  private static boolean isRefused(String messages) {
    return messages.contains("clientele: ");
  }

  @Test
  void aNightThatIsKilledAgainAndAgainGivesTheSameRowsAsOneThatIsNot() {
    Path undisturbed = Village.copyTo(folder.resolve("undisturbed"));
    try (ClienteleProcess night = ClienteleProcess.start(undisturbed, NIGHT)) {
      assertThat(night.awaitEnd()).describedAs(night.messages()).isZero();
    }
    Path killed = Village.copyTo(folder.resolve("killed"));
    for (String lastWords :
        List.of(
            "extract shop.product:",
            "stage stg_order_line:",
            "build dim_customer:",
            "build fact_order_line:",
            " check:",
            " publish:")) {
      try (ClienteleProcess night = ClienteleProcess.start(killed, NIGHT)) {
        assertThat(night.awaitMessage(lastWords)).describedAs(night.messages()).isTrue();
        night.kill();
      }
    }

    try (ClienteleProcess night = ClienteleProcess.start(killed, NIGHT)) {
      assertThat(night.awaitEnd()).describedAs(night.messages()).isZero();
      assertThat(night.messages()).contains("build dim_customer: was done before");
    }

    assertThat(PublishedRows.publications(killed)).hasSize(1);
    assertThat(PublishedRows.differences(undisturbed, killed, folder.resolve("scratch"))).isEmpty();
    try (ClienteleProcess again = ClienteleProcess.start(killed, NIGHT)) {
      assertThat(again.awaitEnd()).describedAs("a date that is done is left alone").isZero();
    }
    assertThat(PublishedRows.publications(killed)).hasSize(1);
    try (RunHistory history =
        new RunHistory(Warehouse.location(PublishedRows.settings(killed)).metadataUrl())) {
      assertThat(history.newest(10))
          .extracting(Run::exitCode)
          .containsExactly("COMPLETED", "KILLED", "KILLED", "KILLED", "KILLED", "KILLED", "KILLED");
    }
  }

  @Test
  void aNightThatIsStoppedEndsItsStepAndGoesOnLater() {
    Path project = Village.copyTo(folder.resolve("village"));
    try (ClienteleProcess night = ClienteleProcess.start(project, SHORT_NIGHT)) {
      assertThat(night.awaitMessage("extract shop.customer:")).isTrue();
      night.stop();
      assertThat(night.awaitEnd()).describedAs(night.messages()).isEqualTo(130);
      assertThat(night.messages())
          .contains("stopping when this step is done")
          .doesNotContain("publish");
    }
    assertThat(PublishedRows.publications(project)).isEmpty();

    try (ClienteleProcess night = ClienteleProcess.start(project, SHORT_NIGHT)) {
      assertThat(night.awaitEnd()).describedAs(night.messages()).isZero();
      assertThat(night.messages()).contains("extract shop.customer: was done before");
    }
    assertThat(PublishedRows.publications(project)).hasSize(1);
  }
}
