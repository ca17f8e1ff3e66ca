package clientele.etl.extract;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person said may come in although it does not fit.
 *
 * @param faults their names, as {@link FaultId} gives them
 */
record Releases(String source, String table, Set<String> faults) {

  /** SQL over refused rows {@code q}: whether a person let them in. */
  String isReleased() {
    return faults.isEmpty()
        ? "false"
        : faults.stream()
            .sorted()
            .map(fault -> "'" + fault + "'")
            .collect(
                Collectors.joining(
                    ", ",
                    "fault_id('extract', q.source, q.table_name, q.natural_key, q.column_name,"
                        + " q.value, q.rule) in (",
                    ")"));
  }

  boolean cover(String naturalKey, String column, String value, String rule) {
    return !faults.isEmpty()
        && faults.contains(FaultId.of(source, table, naturalKey, column, value, rule));
  }
}
