package clientele.jobs.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table, the ratios against their targets, where the time goes, and a chart. */
record Report(int customers, Map<String, Map<String, Long>> sizes, List<Measured> measured) {

  static final String FULL = "full night";
  static final String SAME = "full night of the script's tables";
  static final String HAND_WRITTEN = "hand-written script";
  static final String SPARK = "full night on Spark";
  static final String CHANGES = "night with 1 % changes";
  static final String SAME_CHANGES = "night with 1 % changes of the script's tables";
  static final String FULL_AT_FOUR = "full night at 4 times the history";
  static final String CHANGES_AT_FOUR = "night with 1 % changes at 4 times the history";

  private static final List<String> ROOMS =
      List.of("extract ", "stage ", "build ", "check", "write ");
  private static final int SHOWN_STEPS = 25;

  private record Ratio(String of, String to, double target) {}

  private static final List<Ratio> RATIOS =
      List.of(
          new Ratio(FULL, HAND_WRITTEN, 1.5),
          new Ratio(SAME, HAND_WRITTEN, 1.5),
          new Ratio(CHANGES, FULL, 0.10),
          new Ratio(SAME_CHANGES, SAME, 0.10),
          new Ratio(CHANGES_AT_FOUR, CHANGES, 1.5));

  String chart() {
    return Chart.svg(text("A night's cost in seconds, %,d customers", customers), measured);
  }

  /** Markdown. */
  @Override
  public String toString() {
    return String.join("\n", lines()) + "\n";
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(text("# A night's cost, %,d customers", customers));
    lines.add("");
    sizes.forEach((name, counts) -> lines.add("- " + name + ": " + told(counts)));
    lines.add(
        text(
            "- %d cores, Java %s",
            Runtime.getRuntime().availableProcessors(), System.getProperty("java.version")));
    lines.add("");
    lines.add(
        "| run | seconds | CPU seconds | peak memory, MB | extract | stage | build | check | write"
            + " |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    measured.forEach(run -> lines.add(told(run)));
    lines.add("");
    lines.add("Steps run side by side: their seconds may add up to more than those of the run.");
    lines.add("");
    lines.add("| ratio | is | target | reached |");
    lines.add("|---|---:|---:|---|");
    RATIOS.forEach(ratio -> lines.addAll(told(ratio)));
    for (Measured run : measured) {
      if (!run.steps().isEmpty()) {
        lines.addAll(steps(run));
      }
    }
    return lines;
  }

  private static String told(Measured run) {
    String head =
        text(
            "| %s | %.1f | %.1f | %,d |",
            run.name(), run.seconds(), run.cpuSeconds(), run.peakBytes() >> 20);
    return ROOMS.stream()
        .map(room -> run.steps().isEmpty() ? " |" : text(" %.1f |", run.stepSeconds(room)))
        .collect(Collectors.joining("", head, ""));
  }

  private static String told(Map<String, Long> counts) {
    return String.join(
        ", ",
        counts.entrySet().stream()
            .map(entry -> text("%,d %s", entry.getValue(), entry.getKey()))
            .toList());
  }

  private List<String> told(Ratio ratio) {
    Optional<Measured> of = find(ratio.of());
    Optional<Measured> to = find(ratio.to());
    if (of.isEmpty() || to.isEmpty()) {
      return List.of();
    }
    double is = of.get().seconds() / to.get().seconds();
    return List.of(
        text(
            "| %s / %s | %.2f | at most %.2f | %s |",
            ratio.of(), ratio.to(), is, ratio.target(), is <= ratio.target() ? "yes" : "no"));
  }

  private static List<String> steps(Measured run) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("## Where the time goes: " + run.name());
    lines.add("");
    lines.add("| step | seconds | share |");
    lines.add("|---|---:|---:|");
    run.steps().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN_STEPS)
        .forEach(
            step ->
                lines.add(
                    text(
                        "| %s | %.2f | %.0f %% |",
                        step.getKey(), step.getValue(), 100 * step.getValue() / run.seconds())));
    return lines;
  }

  private Optional<Measured> find(String name) {
    return measured.stream().filter(run -> run.name().equals(name)).findFirst();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
