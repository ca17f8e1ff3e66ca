package clientele.yaml;

import clientele.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that a reader of the message mends all of it at once. */
public final class Faults {

  private final List<String> lines = new ArrayList<>();

  /** Notes a fault: where, what was refused, what to do. */
  public void add(String where, String what) {
    lines.add(where + ": " + what);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Throws {@link Failure.Settings} with all faults, if there are any. */
  public void raise() {
    if (!lines.isEmpty()) {
      throw new Failure.Settings(lines);
    }
  }
}
