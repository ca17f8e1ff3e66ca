package clientele.etl.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A child process that runs {@link LeaseTest.Launch}. */
record LeaseProcess(Process process, BufferedReader output) {

  static LeaseProcess start(Path warehouse) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LeaseTest.Launch.class.getName(),
                warehouse.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new LeaseProcess(process, process.inputReader(StandardCharsets.UTF_8));
  }

  String readLine() throws IOException {
    return output.readLine();
  }

  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
