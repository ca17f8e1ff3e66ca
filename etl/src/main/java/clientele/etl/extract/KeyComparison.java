package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the keys that a source has with those that the warehouse knows: first the counts and
 * sums of buckets, then the keys of those that differ.
 */
final class KeyComparison {

  private static final int KEYS_PER_BUCKET = 500;
  private static final int MOST_BUCKETS = 65_536;
  private static final int MOST_FETCHED = 1000;

  static final List<Column> KEY = List.of(Column.of("_key", new ColumnType.VarcharType()));

  private final Engine engine;
  private final String known;
  private final String gone;
  private final String fetched;

  private record Counted(long keysCounted) {}

  private record Digest(Long bucket, String digest) {}

  /**
   * @param known relation of the keys that the source should have
   * @param gone is made: the keys among them that it does not have
   */
  KeyComparison(Engine engine, String known, String gone) {
    this.engine = engine;
    this.known = known;
    this.gone = gone;
    this.fetched = "fetched_of_" + known;
  }

  /**
   * @return how many keys the source has that are not known
   */
  long compare(SourceKeys keys, LandingFolder folder) throws SQLException {
    int buckets = (int) Math.min(MOST_BUCKETS, count(known) / KEYS_PER_BUCKET + 1);
    Set<Long> differing = new TreeSet<>();
    Map<Long, String> theirs = keys.digests(buckets);
    Map<Long, String> ours = ours(keys, buckets);
    theirs.forEach((bucket, digest) -> note(differing, bucket, digest, ours));
    ours.forEach((bucket, digest) -> note(differing, bucket, digest, theirs));
    if (differing.isEmpty()) {
      engine.keep(gone, Select.of("select k._key from %s k where false".formatted(known)));
      return 0;
    }
    List<Long> wanted = differing.size() > MOST_FETCHED ? List.of() : List.copyOf(differing);
    LandingFile file = new LandingFile(folder.path().resolve("keys.parquet"), KEY);
    keys.give(buckets, wanted, key -> file.write(new Object[] {key}));
    file.finish();
    engine.register(fetched, List.of(file.path()), KEY);
    String looked =
        wanted.isEmpty() || keys.number().isEmpty()
            ? "true"
            : KeyBuckets.in(keys.number().get().ours("k._key"), buckets, wanted);
    engine.keep(
        gone,
        Select.of(
            ("select k._key from %s k where %s"
                    + " and not exists (select 1 from %s f where f._key = k._key)")
                .formatted(known, looked, fetched)));
    long unknown =
        count(
            "%s f where not exists (select 1 from %s k where k._key = f._key)"
                .formatted(fetched, known));
    engine.forget(fetched);
    return unknown;
  }

  private static void note(
      Set<Long> differing, long bucket, String digest, Map<Long, String> others) {
    if (!digest.equals(others.get(bucket))) {
      differing.add(bucket);
    }
  }

  /** A database that cannot tell digests has one bucket, which differs from ours. */
  private Map<Long, String> ours(SourceKeys keys, int buckets) {
    if (keys.number().isEmpty()) {
      return Map.of();
    }
    Map<Long, String> digests = new HashMap<>();
    String select =
        "select bucket, concat(keys_counted, ' ', keys_summed, ' ', lowest, ' ', highest) as digest"
            + " from (%s) d";
    engine
        .read(
            Select.of(
                select.formatted(
                    KeyBuckets.digests(keys.number().get().ours("k._key"), known + " k", buckets))),
            Digest.class)
        .forEach(row -> digests.put(row.bucket(), row.digest()));
    return digests;
  }

  private long count(String from) {
    return engine
        .read(Select.of("select count(*) as keys_counted from " + from), Counted.class)
        .get(0)
        .keysCounted();
  }
}
