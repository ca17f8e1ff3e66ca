package clientele.etl.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * What a write left.
 *
 * @param files Parquet files, none where there were no rows
 * @param rows in all files together
 */
public record Written(List<Path> files, long rows) {

  /** Nothing was written. */
  public static final Written NONE = new Written(List.of(), 0);
}
