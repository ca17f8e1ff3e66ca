package clientele.etl.extract;

import clientele.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong in files that people write, so that all of it is told at once. */
final class YamlFaults {

  private final List<String> faults = new ArrayList<>();

  void add(String file, int line, String message) {
    faults.add("%s:%d: %s".formatted(file, line, message));
  }

  void throwIfAny() {
    if (!faults.isEmpty()) {
      throw new Failure.Settings(faults);
    }
  }
}
