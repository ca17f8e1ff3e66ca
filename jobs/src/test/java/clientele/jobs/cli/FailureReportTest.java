package clientele.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.failure.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailureReportTest {

  @Test
  void everyKindOfFailureHasTheExitCodeThatSchedulersKnow() {
    Map<String, Integer> codes = new HashMap<>();
    List<Failure> failures =
        List.of(
            new Failure.Settings("x"),
            new Failure.Source("x", null),
            new Failure.Contract("x"),
            new Failure.Lock("x"),
            new Failure.Unknown("x", null),
            new Failure.Engine("x", null));
    for (Failure failure : failures) {
      FailureReport report = FailureReport.of(failure);
      codes.put(report.kind(), report.exitCode());
    }

    assertThat(codes)
        .isEqualTo(
            Map.of(
                "settings", 2, "source", 3, "contract", 4, "lock", 5, "unknown", 6, "engine", 1));
    assertThat(Stream.of(Failure.class.getPermittedSubclasses()).map(Class::getSimpleName))
        .describedAs("a new kind needs an exit code and a line above")
        .hasSameSizeAs(failures);
  }

  @Test
  void aBugNamesItsClassAndNotItsMessageWhichMayHoldASecret() {
    FailureReport report = FailureReport.of(new IllegalStateException("password=hunter2"));

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.message()).contains("IllegalStateException").doesNotContain("hunter2");
  }

  @Test
  void textFromDataCannotSteerTheTerminal() {
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false);

    FailureReport.of(new Failure.Contract("name \u001b[2J\u202e\u0007 is wrong")).show(console);

    assertThat(err.toString())
        .contains("name \\u001b[2J\\u202e\\u0007 is wrong")
        .doesNotContain("\u001b");
  }
}
