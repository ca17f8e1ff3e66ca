package clientele.etl.model;

import clientele.schema.TableContract;
import java.util.List;
import java.util.Optional;

/**
 * A staging table and the SELECTs of the sources that feed it.
 *
 * @param lookups the entities that its checks look into, staged before it
 * @param feeds none where nobody feeds it: the table stays empty
 */
public record Entity(TableContract contract, List<TableContract> lookups, List<Feed> feeds) {

  /** An entity whose checks look at its own rows alone. */
  public Entity(TableContract contract, List<Feed> feeds) {
    this(contract, List.of(), feeds);
  }

  /**
   * What one source gives.
   *
   * @param file for messages, such as {@code sources/shop/customer.sql}
   * @param units where its rows are known to fall apart
   */
  public record Feed(String source, String file, String sql, Optional<Units> units) {

    public Feed(String source, String file, String sql) {
      this(source, file, sql, Optional.empty());
    }
  }
}
