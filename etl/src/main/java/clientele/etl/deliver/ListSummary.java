package clientele.etl.deliver;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whom a list names, and whom it leaves out.
 *
 * @param list its name, and its file's without {@code .csv}
 * @param leftOut people who would be on it, by the reason why they are not: {@code no_consent},
 *     {@code control_group}, {@code contacted_lately}; reasons without people are not there
 */
public record ListSummary(String list, long people, Map<String, Long> leftOut) {

  public ListSummary {
    leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
  }

  public long leftOutPeople() {
    return leftOut.values().stream().mapToLong(Long::longValue).sum();
  }
}
