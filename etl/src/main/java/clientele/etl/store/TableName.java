package clientele.etl.store;

import java.util.regex.Pattern;

/**
 * A table of the store.
 *
 * @param namespace raw, staging, intermediate, star or reports
 * @param name such as {@code fact_order_line}, or {@code shop__orders} in raw
 */
public record TableName(String namespace, String name) implements Comparable<TableName> {

  private static final String RAW = "raw";

  // Both parts become folders.
  private static final Pattern PART = Pattern.compile("[^./\\\\\\p{Cntrl}]+");

  public TableName {
    if (!PART.matcher(namespace).matches() || !PART.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "table name '%s.%s': neither part may be empty or have a dot or a slash"
              .formatted(namespace, name));
    }
  }

  /** Whether it keeps every version of a source's rows, which no later night takes back. */
  public boolean isRaw() {
    return namespace.equals(RAW);
  }

  @Override
  public int compareTo(TableName other) {
    int order = namespace.compareTo(other.namespace);
    return order == 0 ? name.compareTo(other.name) : order;
  }

  @Override
  public String toString() {
    return namespace + "." + name;
  }
}
