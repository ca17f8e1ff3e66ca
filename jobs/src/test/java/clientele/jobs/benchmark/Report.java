package clientele.jobs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table, the ratios against their targets, where the time goes, and a chart. */
record Report(int customers, Map<String, Map<String, Long>> sizes, List<Measured> measured) {

  static final String FULL = "full night";
  static final String HAND_WRITTEN = "hand-written script";
  static final String SPARK = "full night on Spark";
  static final String CHANGES = "night with 1 % changes";
  static final String FULL_AT_FOUR = "full night at 4 times the history";
  static final String CHANGES_AT_FOUR = "night with 1 % changes at 4 times the history";

  private static final int SHOWN_STEPS = 25;

  private record Ratio(String of, String to, double target) {}

  private static final List<Ratio> RATIOS =
      List.of(
          new Ratio(FULL, HAND_WRITTEN, 1.5),
          new Ratio(CHANGES, FULL, 0.10),
          new Ratio(CHANGES_AT_FOUR, CHANGES, 1.5));

  void write(Path folder) throws IOException {
    String text = String.join("\n", lines()) + "\n";
    Files.writeString(folder.resolve("benchmark.md"), text);
    System.out.print(text);
    Files.writeString(
        folder.resolve("benchmark.svg"),
        Chart.svg(text("A night's cost in seconds, %,d customers", customers), measured));
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
    lines.add("| run | seconds | peak memory, MB | extract | stage | build | else |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|");
    for (Measured run : measured) {
      double extract = run.stepSeconds("extract ");
      double stage = run.stepSeconds("stage ");
      double build = run.stepSeconds("build ");
      lines.add(
          text("| %s | %.1f | %,d |", run.name(), run.seconds(), run.peakBytes() >> 20)
              + (run.steps().isEmpty()
                  ? " | | | |"
                  : text(
                      " %.1f | %.1f | %.1f | %.1f |",
                      extract, stage, build, run.seconds() - extract - stage - build)));
    }
    lines.add("");
    lines.add("| ratio | is | target | reached |");
    lines.add("|---|---:|---:|---|");
    RATIOS.forEach(ratio -> lines.addAll(told(ratio)));
    lines.addAll(toldOfSameTables());
    for (Measured run : measured) {
      if (!run.steps().isEmpty()) {
        lines.addAll(steps(run));
      }
    }
    return lines;
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

  /** The script makes the star and the reports that only count; a night also judges. */
  private List<String> toldOfSameTables() {
    Measured night = find(FULL).orElseThrow();
    double same =
        night.stepSeconds("extract ")
            + night.stepSeconds("stage ")
            + night.stepSeconds("build dim_")
            + night.stepSeconds("build fact_")
            + night.stepSeconds("build bridge_")
            + night.stepSeconds("build int_identity")
            + night.stepSeconds("build int_contact_point")
            + night.stepSeconds("build int_named_customer")
            + night.stepSeconds("build int_channel")
            + night.stepSeconds("build int_first_response")
            + night.stepSeconds("build rpt_customer_value")
            + night.stepSeconds("build rpt_segment_summary")
            + night.stepSeconds("build rpt_campaign_funnel");
    double script = find(HAND_WRITTEN).orElseThrow().seconds();
    return List.of(
        "",
        text(
            "Of the full night, %.1f s went into the tables that the script makes too: %.2f times"
                + " the script.",
            same, same / script));
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
