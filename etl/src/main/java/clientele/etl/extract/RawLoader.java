package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.engine.FieldColumn;
import clientele.etl.engine.Select;
import clientele.etl.engine.Written;
import clientele.etl.store.Change;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.failure.Failure;
import clientele.schema.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares landed rows with a raw table and appends what is new, changed or gone. */
final class RawLoader {

  private final Engine engine;
  private final Store store;
  private final ExtractRun run;
  private final double quarantinedShare;

  private record Counts(long rowsLanded, long duplicates) {}

  private record Vanished(long rowsVanished) {}

  private record Unchanged(long rowsUnchanged) {}

  private record Deleted(long rowsDeleted) {}

  /**
   * @param quarantinedShare a table with more refused rows than this share of those read is refused
   */
  RawLoader(Engine engine, Store store, ExtractRun run, double quarantinedShare) {
    this.engine = engine;
    this.store = store;
    this.run = run;
    this.quarantinedShare = quarantinedShare;
  }

  /**
   * @param previousWatermark stays where no row came
   * @param gone relation of keys that the source no longer has, where keys were compared
   */
  TableExtract load(
      SourceDefinition source,
      TableDefinition table,
      SourceTable read,
      Optional<String> previousWatermark,
      Optional<String> gone) {
    List<Column> columns = read.columns();
    boolean hasFiles = read.hasFiles();
    Landed landed = read.landed();
    TableName name = RawTables.name(source.name(), table.name());
    String suffix = name.name();
    List<FieldColumn> fields = store.ensure(name, RawColumns.table(columns, hasFiles));
    RawSql sql =
        new RawSql(
            table,
            columns,
            hasFiles,
            "landed__" + suffix,
            "repeated__" + suffix,
            "ranked__" + suffix,
            "newest__" + suffix,
            "refused__" + suffix);
    engine.register("landed__" + suffix, landed.rows(), RawColumns.landed(read.found()));
    engine.register("unfit__" + suffix, landed.quarantine(), Landing.QUARANTINE);
    String versions = RawTables.register(engine, store, run.branch(), name);
    defineNewest(table, versions, suffix, gone);
    engine.keep("repeated__" + suffix, Select.of(sql.repeated()));
    defineRanked(source, table, sql, "ranked__" + suffix);
    engine.define(
        "refused__" + suffix,
        Select.of("select * from unfit__" + suffix + "\nunion all\n" + sql.duplicates()));
    Counts counts = engine.read(Select.of(sql.counts()), Counts.class).get(0);
    long quarantined = landed.quarantined() + counts.duplicates();
    refuseTooMany(source, table, landed.read(), quarantined, "refused__" + suffix);
    boolean findsDeletes = gone.isPresent() || (table.findsDeletes() && landed.withoutKey() == 0);
    long deleted =
        findsDeletes
            ? engine.read(Select.of(sql.countVanished()), Vanished.class).get(0).rowsVanished()
            : 0;
    Written written =
        engine.write(
            new Select(
                deleted > 0 ? sql.changed() + "\nunion all\n" + sql.vanished() : sql.changed(),
                Map.of("business_date", run.businessDate(), "run_id", run.runId())),
            fields,
            store.newDirectory(name),
            List.of());
    long loaded = written.rows() - deleted;
    long unchanged =
        engine.read(Select.of(sql.countUnchanged()), Unchanged.class).get(0).rowsUnchanged();
    refuseDifference(source, table, landed.read(), loaded, unchanged, quarantined);
    TableExtract extract =
        new TableExtract(
            source.name(),
            table.name(),
            landed.read(),
            loaded,
            unchanged,
            quarantined,
            deleted,
            landed.watermark().or(() -> previousWatermark));
    new RawQuarantine(engine, store, run)
        .keep(
            source.name(),
            table,
            "refused__" + suffix,
            "landed__" + suffix,
            isWhole(hasFiles, table));
    store.commit(
        name, run.branch(), new Change.Append(written), ExtractProperties.of(extract, run));
    List.of(
            "refused__",
            "ranked__",
            "repeated__",
            "newest__",
            "matched__",
            "unfit__",
            "landed__",
            "raw__")
        .forEach(prefix -> engine.forget(prefix + suffix));
    return extract;
  }

  /** A table that is read on from its watermark costs what landed, not what the log holds. */
  private void defineNewest(
      TableDefinition table, String versions, String suffix, Optional<String> gone) {
    if (table.findsDeletes()) {
      engine.define("newest__" + suffix, Select.of(RawSql.newest(versions, "true")));
      return;
    }
    engine.keep(
        "matched__" + suffix, Select.of(RawSql.matched(versions, "landed__" + suffix, gone)));
    engine.define("newest__" + suffix, Select.of(RawSql.newestOf(versions, "matched__" + suffix)));
  }

  /** Whether a row that was refused before and is not met now is no longer there. */
  private static boolean isWhole(boolean hasFiles, TableDefinition table) {
    return table.findsDeletes() || (!hasFiles && table.watermark().isEmpty());
  }

  private void defineRanked(
      SourceDefinition source, TableDefinition table, RawSql sql, String ranked) {
    try {
      engine.define(ranked, Select.of(sql.ranked()));
      if (table.deletedWhen().isPresent()) {
        engine.read(Select.of(sql.countDeleted()), Deleted.class);
      }
    } catch (Failure failure) {
      if (table.deletedWhen().isEmpty()) {
        throw failure;
      }
      throw new Failure.Settings(
          "%s.%s: deleted_when '%s' is refused: %s. It is an SQL condition over the table's columns"
              .formatted(
                  source.name(), table.name(), table.deletedWhen().get(), failure.getMessage()));
    }
  }

  private static void refuseDifference(
      SourceDefinition source,
      TableDefinition table,
      long read,
      long loaded,
      long unchanged,
      long quarantined) {
    if (read != loaded + unchanged + quarantined) {
      throw new Failure.Contract(
          ("%s.%s: %,d rows were read, but %,d loaded, %,d unchanged and %,d quarantined make %,d."
                  + " Nothing was loaded; please report this with the table's part of source.yml")
              .formatted(
                  source.name(),
                  table.name(),
                  read,
                  loaded,
                  unchanged,
                  quarantined,
                  loaded + unchanged + quarantined));
    }
  }

  private void refuseTooMany(
      SourceDefinition source, TableDefinition table, long read, long quarantined, String refused) {
    double share = table.limits().quarantinedShare().orElse(quarantinedShare);
    if (quarantined > share * read) {
      Map<String, String> samples = new LinkedHashMap<>();
      engine
          .show(
              Select.of(
                  "select rule, cast(count(*) as varchar) as found, min(natural_key) as natural_key"
                      + " from %s group by rule order by count(*) desc, rule".formatted(refused)),
              5)
          .rows()
          .forEach(row -> samples.put(row.get(0), row.get(1) + " such as " + row.get(2)));
      throw new Failure.Contract(
          ("%s.%s: %,d of %,d rows do not fit, more than %s %s allows: %s." + " Nothing was loaded")
              .formatted(
                  source.name(),
                  table.name(),
                  quarantined,
                  read,
                  table.limits().quarantinedShare().isPresent()
                      ? "the table's quarantined_share"
                      : "limits.quarantined_share",
                  share,
                  samples));
    }
  }
}
