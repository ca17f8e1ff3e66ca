package clientele.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.PlannedStep;
import clientele.etl.PlannedStep.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night would do is told, and nothing is done. */
class PlanningTest {

  private static final LocalDate DATE = LocalDate.parse("2025-12-20");
  private static final Optional<String> TABLES = Optional.of("fact_order_line");
  private static final String[] NIGHT = {
    "run", "nightly", "--date", DATE.toString(), "--select", "fact_order_line"
  };

  @TempDir private Path folder;

  @Test
  void beforeTheFirstNightEverythingIsReadAndNothingIsMade() {
    Path project = Village.copyTo(folder.resolve("village"));
    Map<String, String> before = content(project);

    NightPlan plan = plan(project, DATE);

    assertThat(content(project)).isEqualTo(before);
    assertThat(plan.kind()).isEqualTo(NightPlan.Kind.NIGHTLY);
    assertThat(step(plan, "extract shop.order_line"))
        .isEqualTo(
            new PlannedStep(
                "extract shop.order_line",
                clientele.etl.Step.Kind.EXTRACT,
                Work.WHOLE,
                Optional.empty(),
                "never read before"));
    assertThat(step(plan, "stage stg_order_line").reason()).isEqualTo("never made before");
    assertThat(step(plan, "build fact_order_line").work()).isEqualTo(Work.WHOLE);
  }

  @Test
  void afterANightThePlanKnowsItsRowsAndChangesNoByte() {
    Path project = Village.copyTo(folder.resolve("village"));
    try (ClienteleProcess night = ClienteleProcess.start(project, NIGHT)) {
      assertThat(night.awaitEnd()).isZero();
    }
    Map<String, String> before = content(project);

    NightPlan tomorrow = plan(project, DATE.plusDays(1));
    NightPlan today = plan(project, DATE);
    NightPlan yesterday = plan(project, DATE.minusDays(1));

    assertThat(content(project)).isEqualTo(before);
    assertThat(before.keySet()).anyMatch(path -> path.startsWith("warehouse/"));
    assertThat(step(tomorrow, "extract shop.order_line").rows()).contains(36L);
    assertThat(step(tomorrow, "extract shop.order_line").reason()).contains("no watermark", "36");
    assertThat(step(tomorrow, "build fact_order_line").rows().orElseThrow()).isPositive();
    // The night was another process: what it remembers of how tables are made is the same here.
    for (String step :
        List.of("stage stg_order_line", "build dim_product", "build fact_order_line")) {
      assertThat(step(tomorrow, step))
          .describedAs(step)
          .extracting(PlannedStep::work, PlannedStep::reason)
          .containsExactly(Work.CHANGES, "only what changes in what it is made from");
    }
    assertThat(today.kind()).isEqualTo(NightPlan.Kind.ALREADY_DONE);
    assertThat(today.steps()).isEmpty();
    assertThat(yesterday.kind()).isEqualTo(NightPlan.Kind.BACKFILL);
    assertThat(step(yesterday, "extract shop.order_line").work()).isEqualTo(Work.NOTHING);
    assertThat(step(yesterday, "extract shop.order_line").reason()).contains(DATE.toString());
  }

  @Test
  void whatAKilledNightHasDoneIsNotPlannedAgain() {
    Path project = Village.copyTo(folder.resolve("village"));
    try (ClienteleProcess night = ClienteleProcess.start(project, NIGHT)) {
      assertThat(night.awaitMessage("build dim_customer:")).isTrue();
      night.kill();
    }

    NightPlan plan = plan(project, DATE);

    assertThat(step(plan, "extract shop.order_line").work()).isEqualTo(Work.DONE_BEFORE);
    assertThat(step(plan, "build dim_customer").work()).isEqualTo(Work.DONE_BEFORE);
    assertThat(step(plan, "build fact_order_line").work()).isEqualTo(Work.WHOLE);
  }

  private static NightPlan plan(Path project, LocalDate date) {
    return new Planning(PublishedRows.settings(project)).plan(new NightOrder(date, TABLES, false));
  }

  private static PlannedStep step(NightPlan plan, String name) {
    return plan.steps().stream().filter(step -> step.step().equals(name)).findFirst().orElseThrow();
  }

  /** Every byte of every file, by its path. */
  private static Map<String, String> content(Path project) {
    try (Stream<Path> files = Files.walk(project)) {
      Map<String, String> content = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            project.relativize(file).toString(),
            Integer.toString(Arrays.hashCode(Files.readAllBytes(file))));
      }
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
