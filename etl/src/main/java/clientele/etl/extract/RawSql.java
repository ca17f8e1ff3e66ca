package clientele.etl.extract;

import clientele.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final String repeated;
  private final String ranked;
  private final String newest;
  private final String refused;

  /**
   * @param columns the source's own
   * @param landed relation of the landed rows
   * @param repeated relation of {@link #repeated}
   * @param ranked what {@link #ranked} is to be known by
   * @param newest relation of the newest version of each key
   * @param refused relation of quarantined rows
   */
  RawSql(
      TableDefinition table,
      List<Column> columns,
      boolean hasFiles,
      String landed,
      String repeated,
      String ranked,
      String newest,
      String refused) {
    this.table = table;
    this.columns = columns;
    this.hasFiles = hasFiles;
    this.landed = landed;
    this.repeated = repeated;
    this.ranked = ranked;
    this.newest = newest;
    this.refused = refused;
  }

  /** Keys that landed more than once: so few that only their rows are worth ranking. */
  String repeated() {
    return "select l._key from %s l group by l._key having count(*) > 1".formatted(landed);
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
    select l.*, 1 as _rank, %3$s as _is_deleted
    from %1$s l
    where not exists (select 1 from %2$s d where d._key = l._key)
    union all
    select l.*,
      row_number() over (partition by l._key order by %4$sl._file desc, l._line desc) as _rank,
      %3$s as _is_deleted
    from %1$s l
    where exists (select 1 from %2$s d where d._key = l._key)\
    """
        .formatted(landed, repeated, deleted, watermark);
  }

  /**
   * The newest version of every key of a raw relation, found without sorting: most keys have only
   * their first version, and the others' newest are few.
   *
   * @param condition on a version, of columns without a qualifier
   */
  static String newest(String raw, String condition) {
    return """
    select r.*
    from %1$s r
    left join (
      select _key as later_key, max(_version) as later_version
      from %1$s
      where _version > 1 and %2$s
      group by _key
    ) later on later.later_key = r._key
    where r._version = coalesce(later.later_version, 1) and %2$s\
    """
        .formatted(raw, condition);
  }

  /**
   * The newest versions of some keys of a raw relation. Only key and version are read of all rows.
   *
   * @param matched relation of {@link #matched}
   */
  static String newestOf(String raw, String matched) {
    return """
    select r.*
    from %1$s r
    where exists (
      select 1 from %2$s m where m.matched_key = r._key and m.matched_version = r._version)\
    """
        .formatted(raw, matched);
  }

  /** The keys that landed or are gone, each with its newest version. */
  static String matched(String raw, String landed, Optional<String> gone) {
    String alsoGone =
        gone.map(keys -> " union all select g._key from %s g".formatted(keys)).orElse("");
    return """
    select r._key as matched_key, max(r._version) as matched_version
    from %1$s r
    where r._key in (select l._key from %2$s l%3$s)
    group by r._key\
    """
        .formatted(raw, landed, alsoGone);
  }

  /**
   * The keys that a source should have: those whose newest version is not deleted, or is so only
   * because the source marks it, those that landed, and those that were refused.
   */
  static String known(String raw, List<Column> own, String landed, Optional<String> deletedWhen) {
    String marked = deletedWhen.map(condition -> " or (" + condition + ")").orElse("");
    String names = own.stream().map(column -> ", r." + column.name()).collect(Collectors.joining());
    return """
    select l._key from (
      select r._key, r._is_deleted%1$s
      from (%2$s) r
    ) l
    where (not l._is_deleted%3$s) and not exists (select 1 from %4$s m where m._key = l._key)
    union all
    select distinct m._key from %4$s m\
    """
        .formatted(deletedWhen.isPresent() ? names : "", newest(raw, "true"), marked, landed);
  }

  String counts() {
    return """
    select count(*) as rows_landed,
      count(*) filter (where r._rank > 1) as duplicates
    from %s r\
    """
        .formatted(ranked);
  }

  /** Rows of which another with the same key counts. */
  String duplicates() {
    String value =
        hasFiles ? "concat(r._key, ' (', r._file, ':', cast(r._line as varchar), ')')" : "r._key";
    return """
    select r._key as natural_key, '%s' as column_name, %s as value, 'duplicate_key' as rule,
      %s as content
    from %s r where r._rank > 1\
    """
        .formatted(String.join(", ", table.key()), value, content(), ranked);
  }

  /** A row as {@link RowContent} writes it down. */
  private String content() {
    List<String> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(field(column.name())));
    if (hasFiles) {
      fields.add(field(RawColumns.FILE));
      fields.add(field(RawColumns.LINE));
    }
    return "'{' || " + String.join(" || ',' || ", fields) + " || '}'";
  }

  private static String field(String name) {
    return ("'\"%1$s\":' || coalesce('\"' || replace(replace(cast(r.%1$s as varchar),"
            + " '\\', '\\\\'), '\"', '\\\"') || '\"', 'null')")
        .formatted(name);
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
        or %s)\
    """
        .formatted(
            items("l", "coalesce(n._version, 0) + 1", "l._is_deleted"), ranked, newest, differs);
  }

  /** Rows that the raw table has already, just so: counted by themselves, not as what is left. */
  String countUnchanged() {
    String same =
        columns.stream()
            .map(column -> "\n    and l.%1$s is not distinct from n.%1$s".formatted(column.name()))
            .collect(Collectors.joining());
    return """
    select count(*) as rows_unchanged
    from %s l
    join %s n on n._key = l._key
    where l._rank = 1 and l._is_deleted is not distinct from n._is_deleted%s\
    """
        .formatted(ranked, newest, same);
  }

  /** Tombstones: versions of keys that the source no longer has. */
  String vanished() {
    return "select " + items("n", "n._version + 1", "true") + fromVanished();
  }

  /** Meets every fault of the condition in {@code deleted_when}. */
  String countDeleted() {
    return "select count(*) filter (where r._is_deleted) as rows_deleted from %s r"
        .formatted(ranked);
  }

  String countVanished() {
    return "select count(*) as rows_vanished" + fromVanished();
  }

  private String fromVanished() {
    return """

    from %1$s n
    where not n._is_deleted
      and not exists (select 1 from %2$s l where l._key = n._key)
      and not exists (select 1 from %3$s q where q.natural_key = n._key)\
    """
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
