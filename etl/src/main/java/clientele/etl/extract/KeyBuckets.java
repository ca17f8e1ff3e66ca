package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a database counts keys by buckets: each key becomes a number, its bucket is the number's
 * rest. The warehouse's own numbers are those of {@link #ours}. A key whose number differs here and
 * there, since the database writes it otherwise, makes both its buckets differ, and is fetched.
 *
 * @param number the key's number as SQL
 * @param isHash whether the number is of a hash, else it is the key itself
 */
record KeyBuckets(String number, boolean isHash) {

  private static final String SEPARATOR = "'|'";

  /** Empty where the database can neither hash the key nor count with it. */
  static Optional<KeyBuckets> of(Database database, List<String> columns, List<ColumnType> types) {
    boolean isWhole =
        types.size() == 1
            && (types.get(0) instanceof ColumnType.IntegerType
                || types.get(0) instanceof ColumnType.BigintType);
    return switch (database) {
      case POSTGRESQL ->
          hash(
              "('x' || substr(md5(%s), 1, 8))::bit(32)::bigint",
              joined(columns, "cast(%s as text)", " || "));
      case MARIADB ->
          hash(
              "cast(conv(substr(md5(%s), 1, 8), 16, 10) as unsigned)",
              "concat(" + joined(columns, "cast(%s as char character set utf8mb4)", ", ") + ")");
      case H2 ->
          hash(
              "bitand(cast(cast(substring(hash('MD5', stringtoutf8(%s)) from 1 for 4) as int) as"
                  + " bigint), 4294967295)",
              joined(columns, "cast(%s as varchar)", " || "));
      case SQLITE, OTHER ->
          isWhole ? Optional.of(new KeyBuckets(columns.get(0), false)) : Optional.empty();
    };
  }

  private static Optional<KeyBuckets> hash(String pattern, String text) {
    return Optional.of(new KeyBuckets(pattern.replace("%s", text), true));
  }

  private static String joined(List<String> columns, String pattern, String operator) {
    return columns.stream()
        .map(column -> pattern.replace("%s", column))
        .collect(Collectors.joining(operator + SEPARATOR + operator));
  }

  /** The same number of a key's text, as both engines write it. */
  String ours(String key) {
    return isHash
        ? "cast((hash_key(%1$s) - hash_key(%1$s) %% 268435456) / 268435456 as bigint)"
            .formatted(key)
        : "try_cast(%s as bigint)".formatted(key);
  }

  /** A bucket, how many keys it has, and what they sum up to, as one text. */
  static String digests(String number, String from, int buckets) {
    return """
    select bucket, count(*) as keys_counted, sum(number) as keys_summed,
      min(number) as lowest, max(number) as highest
    from (select number %% %3$d as bucket, number from (select %1$s as number from %2$s) numbers
      where number is not null) keyed
    group by bucket\
    """
        .formatted(number, from, buckets);
  }

  /** The condition of the keys in some buckets. */
  static String in(String number, int buckets, List<Long> wanted) {
    return "%s %% %d in (%s)"
        .formatted(
            number,
            buckets,
            wanted.stream().map(Object::toString).collect(Collectors.joining(", ")));
  }
}
