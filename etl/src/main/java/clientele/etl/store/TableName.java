package clientele.etl.store;

/**
 * A table of the store.
 *
 * @param namespace raw, staging, intermediate, star or reports
 * @param name such as {@code fact_order_line}, or {@code shop__orders} in raw
 */
public record TableName(String namespace, String name) {

  @Override
  public String toString() {
    return namespace + "." + name;
  }
}
