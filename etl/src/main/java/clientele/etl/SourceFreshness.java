package clientele.etl;

import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Up to when a source's rows are published. The commit to rpt_freshness says it too, for those who
 * ask without an engine.
 *
 * @param newestAt in UTC, empty where no row ever came
 * @param verdict that of rpt_freshness
 */
public record SourceFreshness(String source, Optional<String> newestAt, String verdict) {

  static final TableName TABLE = new TableName("reports", "rpt_freshness");

  private static final String PREFIX = "source.";
  private static final String NEVER = "never";

  /** What the last publication says of each source. */
  public static List<SourceFreshness> read(Store store) {
    return new TreeMap<>(store.properties(TABLE, ""))
        .entrySet().stream()
            .filter(property -> property.getKey().startsWith(PREFIX))
            .map(property -> parse(property.getKey(), property.getValue()))
            .toList();
  }

  private static SourceFreshness parse(String key, String value) {
    String[] words = value.split(" ");
    return new SourceFreshness(
        key.substring(PREFIX.length()),
        Optional.of(words[0]).filter(at -> !at.equals(NEVER)),
        words[1]);
  }

  Map.Entry<String, String> property() {
    return Map.entry(PREFIX + source, newestAt.orElse(NEVER) + " " + verdict);
  }

  /** Whether it is later than its source.yml allows. */
  public boolean isLate() {
    return verdict.contains("late");
  }
}
