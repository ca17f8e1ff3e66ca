package clientele.jobs.cli;

import clientele.failure.Failure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * What is said of something that went wrong.
 *
 * @param kind for machines, such as {@code contract}
 */
record FailureReport(int exitCode, String kind, String message) {

  static final int USAGE = 2;
  private static final int BUG = 1;

  static FailureReport of(Throwable thrown) {
    if (thrown instanceof Failure failure) {
      String kind = failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      return new FailureReport(failure.exitCode(), kind, failure.getMessage());
    } else if (thrown instanceof OutOfMemoryError) {
      return new FailureReport(
          BUG,
          "engine",
          "Java's memory is full: give it more, such as CLIENTELE_JAVA_OPTIONS=-Xmx4g");
    }
    return new FailureReport(
        BUG, "bug", "this is a bug in clientele, please report it: " + thrown.getClass().getName());
  }

  static FailureReport usage(String message) {
    return new FailureReport(USAGE, "usage", message);
  }

  /** Keeps in the log what happened, and where. */
  void log(Throwable thrown) {
    if (Logs.isNowhere()) {
      if (exitCode == BUG) {
        thrown.printStackTrace();
      }
    } else if (exitCode == BUG) {
      LoggerFactory.getLogger(FailureReport.class).error("the command failed", thrown);
    } else {
      LoggerFactory.getLogger(FailureReport.class).warn("{}: {}", kind, message);
    }
  }

  void show(Console console) {
    if (console.isJson()) {
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("status", "failed");
      value.put("exit_code", exitCode);
      value.put("kind", kind);
      value.put("message", message);
      console.out().println(Json.text(value));
    }
    message.lines().forEach(line -> console.note("clientele: " + Terminal.safe(line)));
    if (exitCode == BUG && !Logs.isNowhere()) {
      console.note("clientele: more in " + Logs.file());
    }
  }
}
