package clientele.jobs.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, and watches its time and memory. */
final class ChildProcess {

  private final String heap;
  private final Map<String, String> environment;
  private final Path log;

  /**
   * @param heap such as {@code 2g}
   * @param log takes what the children say
   */
  ChildProcess(String heap, Map<String, String> environment, Path log) {
    this.heap = heap;
    this.environment = environment;
    this.log = log;
  }

  /**
   * @throws IllegalStateException where it does not end well
   */
  Measured run(String name, Class<?> mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    // The doors that Spark needs, as this process was given them.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
    command.addAll(arguments);
    Path output = Files.createTempFile("benchmark", ".json");
    System.err.println(name + " ...");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    Process process = builder.start();
    long peak = 0;
    Duration cpu = Duration.ZERO;
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peakOf(process.pid()));
      cpu = process.info().totalCpuDuration().orElse(cpu);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "%s ended with %d; see %s".formatted(name, process.exitValue(), log));
    }
    Measured measured = new Measured(name, seconds, cpu.toMillis() / 1e3, peak, steps(output));
    System.err.printf(
        "%s: %.1f s, %.1f s CPU, %,d MB%n", name, seconds, measured.cpuSeconds(), peak >> 20);
    Files.delete(output);
    return measured;
  }

  private static long peakOf(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/%d/status".formatted(pid))).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }

  private static Map<String, Double> steps(Path output) throws IOException {
    Map<String, Double> steps = new LinkedHashMap<>();
    if (Files.size(output) > 0) {
      JsonNode value = new ObjectMapper().readTree(output.toFile());
      value
          .path("steps")
          .forEach(step -> steps.put(step.get("step").asText(), step.get("duration").asDouble()));
    }
    return steps;
  }
}
