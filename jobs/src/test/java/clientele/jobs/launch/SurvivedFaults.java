package clientele.jobs.launch;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the faults that nights survived, by kind, and the time that each kind took. */
final class SurvivedFaults {

  private record Survived(int count, Duration took) {}

  private final Map<String, Survived> byKind = new TreeMap<>();

  void add(String kind, int count, long begunNanos) {
    byKind.put(kind, new Survived(count, Duration.ofNanos(System.nanoTime() - begunNanos)));
  }

  /** A line a kind, and one for all. */
  String summary() {
    StringBuilder text = new StringBuilder("Faults survived:\n");
    int all = 0;
    Duration took = Duration.ZERO;
    for (Map.Entry<String, Survived> entry : byKind.entrySet()) {
      text.append(line(entry.getKey(), entry.getValue()));
      all += entry.getValue().count();
      took = took.plus(entry.getValue().took());
    }
    return text.append(line("all", new Survived(all, took))).toString();
  }

  private static String line(String kind, Survived survived) {
    return String.format(
        Locale.ROOT,
        "  %-44s %4d  %6.0f s%n",
        kind,
        survived.count(),
        survived.took().toMillis() / 1000.0);
  }
}
