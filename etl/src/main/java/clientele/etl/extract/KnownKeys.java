package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The keys of one source table that the warehouse knows: loaded, landed or refused. */
final class KnownKeys implements AutoCloseable {

  private final Engine engine;
  private final Store store;
  private final ExtractRun run;
  private final String source;
  private final TableDefinition table;
  private final String known;
  private final String gone;

  KnownKeys(Engine engine, Store store, ExtractRun run, String source, TableDefinition table) {
    this.engine = engine;
    this.store = store;
    this.run = run;
    this.source = source;
    this.table = table;
    String suffix = RawTables.name(source, table.name()).name();
    this.known = "known_keys__" + suffix;
    this.gone = "gone_keys__" + suffix;
  }

  /** Relation of the known keys that the source no longer has, after {@link #compare}. */
  String gone() {
    return gone;
  }

  /** Notes what is known by now. It reads what other tables' extractions write, the quarantine. */
  void note(SourceTable read) {
    TableName name = RawTables.name(source, table.name());
    String versions = RawTables.register(engine, store, run.branch(), name);
    engine.register("key_landed", read.landed().rows(), RawColumns.landed(read.found()));
    engine.register("key_refused", read.landed().quarantine(), Landing.QUARANTINE);
    RawTables.quarantine(engine, store, run.branch(), run.businessDate());
    engine.define(
        "key_met",
        new Select(
            """
            select l._key from key_landed l
            union all
            select r.natural_key as _key from key_refused r
            union all
            select q.natural_key as _key from open_quarantine q
            where q.source = :source and q.table_name = :table_name\
            """,
            Map.of("source", source, "table_name", table.name())));
    engine.keep(
        known,
        Select.of(
            RawSql.known(
                versions, RawColumns.own(store.columns(name)), "key_met", table.deletedWhen())));
    List.of("key_met", "key_landed", "key_refused").forEach(engine::forget);
  }

  /** Makes {@link #gone}, and returns how many keys the source has that are not known. */
  long compare(SourceKeys keys, LandingFolder folder) throws SQLException {
    return new KeyComparison(engine, known, gone).compare(keys, folder);
  }

  @Override
  public void close() {
    List.of(known, gone).forEach(engine::forget);
  }
}
