package clientele.etl.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a person decided about one fault of one row in quarantine. The newest decision on a fault
 * counts; the others are history.
 *
 * @param fault the fault as it was when the person saw it
 * @param note why, in the person's words
 */
public record QuarantineDecision(
    String faultId, Kind kind, Fault fault, String note, String decidedBy, Instant decidedAt) {

  /** What happens to the row. */
  public enum Kind {
    /** It comes in; a value that its column cannot hold is left out. */
    RELEASED,
    /** It stays out, and nobody is asked again. */
    DISMISSED,
    /** The earlier decision does not count any more. */
    REOPENED
  }

  /** A fault as rpt_quarantine has it. */
  public record Fault(
      String stage,
      String source,
      String table,
      String naturalKey,
      String column,
      String value,
      String rule) {}

  /** The faults whose newest decision is a release. */
  public static Set<String> released(List<QuarantineDecision> decisions) {
    return withNewest(Kind.RELEASED, decisions);
  }

  /** The faults whose newest decision is a dismissal. */
  public static Set<String> dismissed(List<QuarantineDecision> decisions) {
    return withNewest(Kind.DISMISSED, decisions);
  }

  private static Set<String> withNewest(Kind kind, List<QuarantineDecision> decisions) {
    Set<String> found = new HashSet<>();
    for (QuarantineDecision decision : decisions) {
      if (decision.kind() == kind) {
        found.add(decision.faultId());
      } else {
        found.remove(decision.faultId());
      }
    }
    return found;
  }
}
