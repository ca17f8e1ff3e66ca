package clientele.jobs.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as a scheduler starts it. */
final class ClienteleProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader messages;
  private final List<String> read = new ArrayList<>();

  private ClienteleProcess(Process process) {
    this.process = process;
    this.messages = process.errorReader();
  }

  static ClienteleProcess start(Path project, String... arguments) {
    return start(List.of(), project, arguments);
  }

  /**
   * @param options of the JVM
   */
  static ClienteleProcess start(List<String> options, Path project, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("clientele.jobs.cli.Main");
    command.addAll(Arrays.asList(arguments));
    command.add("--project");
    command.add(project.toString());
    try {
      return new ClienteleProcess(
          new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a message has this text; whether one came before the process ended. */
  boolean awaitMessage(String text) {
    try {
      for (String line = messages.readLine(); line != null; line = messages.readLine()) {
        read.add(line);
        if (line.contains(text)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.toHandle().destroyForcibly();
    awaitEnd();
  }

  /** As services are stopped, with SIGTERM; what it says then can still be read. */
  void stop() {
    process.toHandle().destroy();
  }

  /** Whether it ends by itself in this time; what it says meanwhile is not read. */
  boolean endsWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int awaitEnd() {
    awaitMessage("\u0000");
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("still running after 5 minutes: " + messages());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it said so far. */
  String messages() {
    return String.join("\n", read);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
