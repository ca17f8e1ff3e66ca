package clientele.jobs.launch;

import clientele.failure.Failure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sun.misc.Signal;

/**
 * Spark's jars, its doors into the JDK and its memory must be there when a JVM starts. They are not
 * when DuckDB is the engine; a command that needs Spark is run again in a process that has them.
 */
public final class SparkProcess {

  private static final String PARENT = "clientele.parent";
  private static final String ALL_UNNAMED = "=ALL-UNNAMED";

  /** Those that Spark's own launcher opens on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar");

  private SparkProcess() {}

  /** Whether this process has Spark. */
  public static boolean isHere() {
    return SparkProcess.class
            .getClassLoader()
            .getResource("org/apache/spark/sql/SparkSession.class")
        != null;
  }

  /**
   * Runs a command line in a process that has Spark, and returns its exit code.
   *
   * @param memory of the process, such as {@code 2g}
   */
  public static int run(String mainClass, String memory, List<String> arguments) {
    Path jar = jar();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + memory);
    OPENED.forEach(door -> command.add("--add-opens=" + door + ALL_UNNAMED));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
    command.add("-cp");
    command.add(jar + File.pathSeparator + sparkJars(jar.resolveSibling("spark")));
    command.add(mainClass);
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      forwardSignals(process);
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends this process when the one that started it is killed, which can tell nobody any more. */
  public static void dieWithParent() {
    Long parent = Long.getLong(PARENT);
    if (parent != null) {
      ProcessHandle.of(parent)
          .ifPresentOrElse(
              handle -> handle.onExit().thenRun(() -> Runtime.getRuntime().halt(1)),
              () -> Runtime.getRuntime().halt(1));
    }
  }

  private static void forwardSignals(Process process) {
    Signal.handle(new Signal("TERM"), signal -> process.destroy());
    Signal.handle(
        new Signal("INT"),
        signal -> {
          // A terminal sends Ctrl-C to both processes.
          if (System.getProperty("clientele.columns") == null) {
            process.destroy();
          }
        });
  }

  private static Path jar() {
    try {
      return Path.of(
          SparkProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sparkJars(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Failure.Settings(
          "engine spark: Spark's jars are not in %s; unpack the distribution again, or use engine duckdb"
              .formatted(folder));
    }
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
