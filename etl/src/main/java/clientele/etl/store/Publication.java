package clientele.etl.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One consistent set of tables that readers see.
 *
 * @param id counts up from 1
 * @param asOf the business date it was computed for
 * @param snapshots the snapshot of every table, raw ones included
 */
public record Publication(
    long id, String runId, LocalDate asOf, Instant publishedAt, Map<TableName, Long> snapshots) {

  /**
   * Those that went forward, each from the one before it, oldest first; without those that were
   * made of a date of the past later on.
   */
  public static List<Publication> forward(List<Publication> publications) {
    List<Publication> forward = new ArrayList<>();
    for (Publication publication :
        publications.stream().sorted(Comparator.comparing(Publication::id)).toList()) {
      boolean isPast =
          !forward.isEmpty() && publication.asOf().isBefore(forward.get(forward.size() - 1).asOf());
      if (!isPast) {
        forward.add(publication);
      }
    }
    return List.copyOf(forward);
  }
}
