package clientele.jobs.cli;

import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.jobs.launch.NightResult;
import clientele.jobs.step.StepReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a night ended, in words and as a value. */
final class NightText {

  static final String STOPPING =
      "clientele: stopping when this step is done; once more stops at once, which is safe too";

  private NightText() {}

  static Map<String, Object> value(Settings settings, NightResult result) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("status", result.end());
    value.put("as_of", result.asOf());
    value.put("run_id", result.runId());
    value.put("site", index(settings));
    value.put("file", Warehouse.publishedFile(settings));
    value.put("steps", result.steps());
    return value;
  }

  static List<String> lines(Settings settings, NightResult result) {
    return switch (result.end()) {
      case ALREADY_DONE -> List.of("%s was done already: nothing to do".formatted(result.asOf()));
      case INTERRUPTED ->
          List.of(
              "Interrupted before it was done; the same command goes on where it stopped. The last"
                  + " publication is as it was.");
      case DONE -> doneLines(settings, result);
    };
  }

  private static List<String> doneLines(Settings settings, NightResult result) {
    Duration took = StepReport.togetherTook(result.steps());
    List<String> lines = new ArrayList<>();
    long rows =
        result.steps().stream()
            .filter(step -> step.step().startsWith("extract "))
            .mapToLong(StepReport::read)
            .sum();
    lines.add(
        "Published as of %s in %s: %s rows read from the sources"
            .formatted(result.asOf(), Words.duration(took), Words.count(rows)));
    result.steps().stream()
        .filter(step -> !firstLine(step).isBlank())
        .map(step -> "  %s: %s".formatted(step.step(), firstLine(step)))
        .map(Terminal::safe)
        .forEach(lines::add);
    lines.addAll(places(settings));
    return lines;
  }

  private static String firstLine(StepReport step) {
    return step.note().lines().findFirst().orElse("");
  }

  /** Where readers find what is published. */
  static List<String> places(Settings settings) {
    return List.of(
        "  report site     " + index(settings).toUri(),
        "  published file  " + Warehouse.publishedFile(settings));
  }

  private static Path index(Settings settings) {
    return Warehouse.site(settings).resolve("index.html");
  }
}
