package clientele.etl.extract;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The keys that a table of a database has now. */
interface SourceKeys {

  /** How the database counts them by buckets; empty where it cannot. */
  Optional<KeyBuckets> number();

  /** Of each bucket of all keys, their count, sum, lowest and highest. */
  Map<Long, String> digests(int buckets) throws SQLException;

  /**
   * Gives them as raw tables write them.
   *
   * @param wanted buckets whose keys are given; empty for all keys
   */
  void give(int buckets, List<Long> wanted, Consumer<String> sink) throws SQLException;
}
