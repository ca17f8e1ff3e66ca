package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.failure.Failure;
import clientele.jobs.launch.Examination;
import clientele.jobs.launch.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Whether everything is there that a night needs. */
@Command(
    name = "doctor",
    description =
        "Tries settings, connections, permissions and disk: each line is ok, or says how to mend it.")
final class DoctorCommand implements Callable<Integer> {

  @ParentCommand private Clientele clientele;

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    if (clientele.needsSpark(settings)) {
      return clientele.runWithSpark(settings);
    }
    List<Finding> findings = new Examination(settings).findings();
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      lines.add(
          Terminal.safe(
              "%-4s  %s: %s"
                  .formatted(finding.isOk() ? "ok" : "BAD", finding.what(), firstLines(finding))));
    }
    clientele.console().result(findings, lines);
    long bad = findings.stream().filter(finding -> !finding.isOk()).count();
    if (bad == 0) {
      return 0;
    }
    boolean isOnlySources =
        findings.stream().allMatch(finding -> finding.isOk() || finding.isOfSource());
    String message = "%d of %d things are not well".formatted(bad, findings.size());
    throw isOnlySources ? new Failure.Source(message, null) : new Failure.Settings(message);
  }

  private static String firstLines(Finding finding) {
    return String.join("; ", finding.message().lines().toList());
  }
}
