package clientele.etl.extract;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tells up to when the rows of source tables are known. */
public final class NewestRows {

  private final Engine engine;
  private final Store store;
  private final ExtractRun run;
  private final LocalDate knownUntil;
  private final Function<LocalDate, LocalDateTime> dayEnd;

  /**
   * @param knownUntil as in {@link RawTables#current}
   * @param dayEnd the moment in UTC at which a business date ends
   */
  public NewestRows(
      Engine engine,
      Store store,
      ExtractRun run,
      LocalDate knownUntil,
      Function<LocalDate, LocalDateTime> dayEnd) {
    this.engine = engine;
    this.store = store;
    this.run = run;
    this.knownUntil = knownUntil;
    this.dayEnd = dayEnd;
  }

  /** What the moment is taken from. */
  public enum Basis {
    /** The highest watermark. */
    WATERMARK,
    /** The end of the last business date that brought a new row. */
    CHANGE
  }

  /**
   * A moment in UTC, not after the end of the run's business date.
   *
   * @param at empty where no row ever came
   */
  public record Newest(Optional<LocalDateTime> at, Basis basis) {}

  public Newest find(SourceDefinition source, TableDefinition table) {
    TableName name = RawTables.name(source.name(), table.name());
    Optional<LocalDateTime> watermark = watermark(name, table);
    if (watermark.isPresent()) {
      LocalDateTime end = dayEnd.apply(run.businessDate());
      return new Newest(watermark.map(at -> at.isBefore(end) ? at : end), Basis.WATERMARK);
    }
    return new Newest(lastChange(name).map(dayEnd), Basis.CHANGE);
  }

  private Optional<LocalDateTime> watermark(TableName name, TableDefinition table) {
    Optional<String> watermark =
        Optional.ofNullable(store.properties(name, run.branch()).get(ExtractProperties.WATERMARK));
    Optional<ColumnType> type =
        store.columns(name).stream()
            .filter(column -> table.watermark().equals(Optional.of(column.name())))
            .map(Column::type)
            .findFirst();
    if (type.isPresent() && type.get() instanceof ColumnType.TimestampType) {
      return watermark.map(LocalDateTime::parse);
    } else if (type.isPresent() && type.get() instanceof ColumnType.DateType) {
      return watermark.map(LocalDate::parse).map(dayEnd);
    }
    return Optional.empty();
  }

  private record Change(LocalDate lastDay) {}

  private Optional<LocalDate> lastChange(TableName name) {
    if (!store.tables().contains(name)) {
      return Optional.empty();
    }
    Select select =
        new Select(
            "select max(least(_business_date, :as_of)) as last_day from %s where %s"
                .formatted(
                    RawTables.register(engine, store, run.branch(), name),
                    RawTables.known(run.businessDate(), knownUntil)),
            Map.of("as_of", run.businessDate(), "known_until", knownUntil));
    return Optional.ofNullable(engine.read(select, Change.class).get(0).lastDay());
  }
}
