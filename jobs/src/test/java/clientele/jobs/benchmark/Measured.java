package clientele.jobs.benchmark;

import java.util.Map;

/**
 * What one process took.
 *
 * @param cpuSeconds of the process itself, not of the database beside it
 * @param peakBytes most memory that the process had at once; 0 where the machine does not tell
 * @param steps seconds by step, in their order; empty for a process that does not tell
 */
record Measured(
    String name, double seconds, double cpuSeconds, long peakBytes, Map<String, Double> steps) {

  /**
   * Of the steps that begin so; steps run side by side, so theirs may add up to more than the
   * run's.
   */
  double stepSeconds(String prefix) {
    return steps.entrySet().stream()
        .filter(step -> step.getKey().startsWith(prefix))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
