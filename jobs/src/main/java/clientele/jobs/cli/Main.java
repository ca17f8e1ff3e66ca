package clientele.jobs.cli;

import clientele.jobs.launch.SparkProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;

/** The program. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // Spring Batch keeps local times, which would jump twice a year.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    SparkProcess.dieWithParent();
    System.exit(run(writer(FileDescriptor.out), writer(FileDescriptor.err), arguments));
  }

  /** Runs one command line and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    int exitCode = new CommandRunner(out, err).run(arguments);
    out.flush();
    err.flush();
    return exitCode;
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
