package clientele.etl.extract;

import clientele.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The set-based comparison of landed rows with a raw table, as SQL. Columns are always qualified,
 * so that a column may be named as a word of SQL.
 */
final class RawSql {

  private final TableDefinition table;
  private final List<Column> columns;
  private final boolean hasFiles;
  private final String landed;
  private final String ranked;
  private final String newest;
  private final String refused;

  /**
   * @param columns the source's own
   * @param landed relation of the landed rows
   * @param ranked what {@link #ranked} is to be known by
   * @param newest relation of the newest version of each key
   * @param refused relation of quarantined rows
   */
  RawSql(
      TableDefinition table,
      List<Column> columns,
      boolean hasFiles,
      String landed,
      String ranked,
      String newest,
      String refused) {
    this.table = table;
    this.columns = columns;
    this.hasFiles = hasFiles;
    this.landed = landed;
    this.ranked = ranked;
    this.newest = newest;
    this.refused = refused;
  }

  /** Landed rows with their rank within their key: 1 is the one that counts. */
  String ranked() {
    String watermark =
        table.watermark().map(name -> "l.%s desc nulls last, ".formatted(name)).orElse("");
    String deleted =
        table
            .deletedWhen()
            .map(condition -> "case when (%s) then true else false end".formatted(condition))
            .orElse("false");
    return """
        select l.*,
          row_number() over (partition by l._key order by %sl._file desc, l._line desc) as _rank,
          %s as _is_deleted
        from %s l"""
        .formatted(watermark, deleted, landed);
  }

  /** The newest version of every key of a raw relation. */
  static String newest(String raw, String condition) {
    return """
        select * from (
          select r.*, row_number() over (partition by r._key order by r._version desc) as _rank
          from %s r%s
        ) ranked where _rank = 1"""
        .formatted(raw, condition);
  }

  String counts() {
    return """
        select count(*) as rows_landed,
          count(*) filter (where r._rank > 1) as duplicates
        from %s r"""
        .formatted(ranked);
  }

  /** Rows of which another with the same key counts. */
  String duplicates() {
    String value =
        hasFiles ? "concat(r._key, ' (', r._file, ':', cast(r._line as varchar), ')')" : "r._key";
    return """
        select r._key as natural_key, '%s' as column_name, %s as value, 'duplicate_key' as rule
        from %s r where r._rank > 1"""
        .formatted(String.join(", ", table.key()), value, ranked);
  }

  /** New versions: rows that are new or differ from the newest version. */
  String changed() {
    String differs =
        columns.stream()
            .map(column -> "l.%1$s is distinct from n.%1$s".formatted(column.name()))
            .collect(Collectors.joining("\n    or "));
    return """
        select %s
        from %s l
        left join %s n on n._key = l._key
        where l._rank = 1 and (n._key is null
            or l._is_deleted is distinct from n._is_deleted
            or %s)"""
        .formatted(
            items("l", "coalesce(n._version, 0) + 1", "l._is_deleted"), ranked, newest, differs);
  }

  /** Tombstones: versions of keys that the source no longer has. */
  String vanished() {
    return "select " + items("n", "n._version + 1", "true") + fromVanished();
  }

  String countVanished() {
    return "select count(*) as rows_vanished" + fromVanished();
  }

  private String fromVanished() {
    return """

        from %1$s n
        where not n._is_deleted
          and not exists (select 1 from %2$s l where l._key = n._key)
          and not exists (select 1 from %3$s q where q.natural_key = n._key)"""
        .formatted(newest, ranked, refused);
  }

  private String items(String alias, String version, String isDeleted) {
    List<String> items = new ArrayList<>();
    columns.forEach(column -> items.add(alias + "." + column.name()));
    items.add(alias + "._key");
    items.add(version + " as _version");
    items.add(":business_date as _business_date");
    items.add(isDeleted + " as _is_deleted");
    items.add(":run_id as _run_id");
    if (hasFiles) {
      items.add(alias + "._file");
      items.add(alias + "._line");
    }
    return String.join(", ", items);
  }
}
