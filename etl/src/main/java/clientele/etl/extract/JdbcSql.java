package clientele.etl.extract;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SELECTs over one table of a database.
 *
 * @param relation as SQL names it
 * @param key the first key column as SQL names it; empty where slices cannot be told by it
 * @param bound where the reading goes on, and the watermark column as SQL names it
 */
record JdbcSql(
    Database database,
    String relation,
    List<String> items,
    Optional<String> key,
    Optional<Bound> bound) {

  /** The rows that are read: those from a watermark on. */
  record Bound(WatermarkBound from, String column) {

    String condition() {
      return from.condition(column);
    }
  }

  /** The rows of a slice, with the holes of the watermark's condition. */
  String rows(Slice slice) {
    return rows(slice, bound.map(Bound::condition));
  }

  /** The rows of a slice, without holes. */
  String rowsWithoutHoles(Slice slice) {
    return rows(slice, bound.map(value -> value.from().literalCondition(value.column())));
  }

  private String rows(Slice slice, Optional<String> condition) {
    return "select %s from %s%s"
        .formatted(
            String.join(", ", items),
            relation,
            where(condition, key.flatMap(column -> slice.condition(column, JdbcSql::literal))));
  }

  /** One row more than so many, counted: tells whether there are more without counting all. */
  String countUpTo(int rows) {
    return "select count(*) from (select 1 as one from %s%s limit %d) counted"
        .formatted(relation, where(bound.map(Bound::condition)), rows + 1);
  }

  /** Every so-manieth key. */
  String bounds(int rows) {
    return """
    select bound from (
      select bound, row_number() over (order by bound) as position
      from (select %1$s as bound from %2$s%3$s) bounds
    ) ranked
    where position %% %4$d = 0 and bound is not null
    order by position\
    """
        .formatted(key.orElseThrow(), relation, where(bound.map(Bound::condition)), rows);
  }

  @SafeVarargs
  private static String where(Optional<String>... conditions) {
    String all =
        Stream.of(conditions)
            .flatMap(Optional::stream)
            .map(condition -> "(" + condition + ")")
            .collect(Collectors.joining(" and "));
    return all.isEmpty() ? "" : " where " + all;
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
