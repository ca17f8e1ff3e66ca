package clientele.jobs.cli;

import java.io.PrintWriter;
import java.util.List;

/**
 * Where a command says what it has to say: people read lines on standard output; with {@code
 * --json} there is the result alone, as one JSON value.
 */
record Console(PrintWriter out, PrintWriter err, boolean isJson) {

  /** Gives the result, as a value or in words. */
  void result(Object value, List<String> lines) {
    if (isJson) {
      out.println(Json.text(value));
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }

  /** Says something on the way that is not the result. */
  void note(String line) {
    err.println(line);
    err.flush();
  }
}
