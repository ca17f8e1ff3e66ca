package clientele.jobs.benchmark;

import java.util.Map;

/**
 * What one process took.
 *
 * @param peakBytes most memory that the process had at once; 0 where the machine does not tell
 * @param steps seconds by step, in their order; empty for a process that does not tell
 */
record Measured(String name, double seconds, long peakBytes, Map<String, Double> steps) {

  double stepSeconds(String prefix) {
    return steps.entrySet().stream()
        .filter(step -> step.getKey().startsWith(prefix))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
