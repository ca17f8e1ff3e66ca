package clientele.jobs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line, run in this process, said and returned. */
record Cli(int exitCode, String out, String err) {

  static Cli run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Cli(exitCode, out.toString(), err.toString());
  }
}
