package clientele.etl.model;

import clientele.schema.TableContract;
import java.util.List;

/**
 * A staging table and the SELECTs of the sources that feed it.
 *
 * @param feeds none where nobody feeds it: the table stays empty
 */
public record Entity(TableContract contract, List<Feed> feeds) {

  /**
   * What one source gives.
   *
   * @param file for messages, such as {@code sources/shop/customer.sql}
   */
  public record Feed(String source, String file, String sql) {}
}
