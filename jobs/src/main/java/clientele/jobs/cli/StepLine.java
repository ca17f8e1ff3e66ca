package clientele.jobs.cli;

import clientele.jobs.step.RunObserver.Expectation;
import clientele.jobs.step.StepReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is shown of one step. */
record StepLine(String step, int number, int of, Optional<Expectation> before) {

  private static final int BAR = 20;

  /** While it runs: name, bar, rows, rate, time left; what does not fit is left out. */
  String running(long rows, Duration elapsed, int columns) {
    Optional<Double> share = share(rows, elapsed);
    List<String> parts = new ArrayList<>();
    share.ifPresent(done -> parts.add(bar(done)));
    parts.add(Words.duration(elapsed));
    if (rows > 0) {
      parts.add(Words.count(rows) + " rows");
    }
    share
        .filter(done -> done > 0.02)
        .map(done -> Duration.ofMillis((long) (elapsed.toMillis() * (1 - done) / done)))
        .ifPresent(left -> parts.add("about " + Words.duration(left) + " left"));
    if (rows > 0 && elapsed.toMillis() > 500) {
      parts.add(Words.count(rows * 1000 / elapsed.toMillis()) + "/s");
    }
    StringBuilder line = new StringBuilder(head());
    for (String part : parts) {
      if (line.length() + 2 + part.length() < columns) {
        line.append("  ").append(part);
      }
    }
    return line.substring(0, Math.min(line.length(), columns - 1));
  }

  /** When it has ended. */
  String ended(StepReport report) {
    String state =
        switch (report.state()) {
          case DONE, RUNNING -> Words.duration(report.duration());
          case DONE_BEFORE -> "was done before";
          case FAILED -> "failed after " + Words.duration(report.duration());
          case STOPPED -> "not begun";
        };
    String rows =
        report.state() == StepReport.State.DONE && report.read() + report.written() > 0
            ? ", %s rows in, %s out"
                .formatted(Words.count(report.read()), Words.count(report.written()))
            : "";
    boolean hasNote = report.state() == StepReport.State.DONE && !report.note().isBlank();
    String note = hasNote ? "; " + String.join("; ", report.note().strip().lines().toList()) : "";
    return Terminal.safe("%s: %s%s%s".formatted(head(), state, rows, note));
  }

  private String head() {
    int width = Integer.toString(of).length();
    return Terminal.safe(("[%" + width + "d/%d] %s").formatted(number, of, step));
  }

  /** By rows where they are told, else by time; never quite whole. */
  private Optional<Double> share(long rows, Duration elapsed) {
    return before
        .map(
            last ->
                rows > 0 && last.rows() > 0
                    ? (double) rows / last.rows()
                    : (double) elapsed.toMillis() / Math.max(1, last.duration().toMillis()))
        .map(share -> Math.min(share, 0.99));
  }

  private static String bar(double share) {
    int full = (int) (share * BAR);
    return "[%s%s] %2d %%".formatted("#".repeat(full), ".".repeat(BAR - full), (int) (share * 100));
  }
}
