package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** The way to one source, whatever its transport, for as long as its tables are read. */
final class SourceConnection implements AutoCloseable {

  private final SourceDefinition source;
  private final Optional<JdbcSource> database;
  private final Throttle throttle;

  /** A database, and the connections to it. */
  record JdbcSource(Transport.Jdbc settings, JdbcConnector connector, JdbcViews views) {}

  SourceConnection(SourceDefinition source, UnaryOperator<String> environment) {
    this.source = source;
    this.database =
        source.transport() instanceof Transport.Jdbc settings
            ? Optional.of(jdbc(settings, new JdbcConnector(source, settings, environment)))
            : Optional.empty();
    this.throttle =
        new Throttle(
            database
                .map(jdbc -> jdbc.settings().reading().rowsPerSecond())
                .orElse(OptionalInt.empty()));
  }

  private static JdbcSource jdbc(Transport.Jdbc settings, JdbcConnector connector) {
    return new JdbcSource(
        settings, connector, new JdbcViews(connector, settings.reading().hasOneSnapshot()));
  }

  SourceDefinition source() {
    return source;
  }

  /**
   * How many readers may read one table side by side. A table without a watermark must be read as
   * of one moment, or a row that moves meanwhile is lost or taken twice.
   */
  int readers(TableDefinition table) {
    return database
        .filter(jdbc -> table.watermark().isPresent() || jdbc.views().isShared())
        .map(jdbc -> jdbc.settings().reading().connections())
        .orElse(1);
  }

  Throttle throttle() {
    return throttle;
  }

  /**
   * @param watermark where to read on, empty for the whole table
   * @param raw the source's own columns that the raw table has
   * @throws SQLException where the database was not reached or went away
   */
  TableReader open(TableDefinition table, Optional<String> watermark, List<Column> raw)
      throws SQLException {
    return DriftedReader.of(reader(table, watermark, raw), table, raw, source.timeZone());
  }

  private TableReader reader(TableDefinition table, Optional<String> watermark, List<Column> raw)
      throws SQLException {
    if (table.origin() instanceof Origin.Csv csv) {
      return new CsvTableReader(source, table, csv);
    } else if (table.origin() instanceof Origin.JsonLines lines) {
      return new JsonLinesTableReader(
          source, table, lines, raw.stream().map(Column::name).toList());
    } else if (table.origin() instanceof Origin.Parquet parquet) {
      return new ParquetTableReader(source, table, parquet);
    }
    return new JdbcTableReader(source, table, database.orElseThrow(), watermark);
  }

  Failure.Source failure(SQLException exception) {
    return database
        .map(jdbc -> jdbc.connector().failure(exception))
        .orElseGet(
            () -> new Failure.Source(source.name() + ": " + exception.getMessage(), exception));
  }

  @Override
  public void close() {
    database.ifPresent(
        jdbc -> {
          try (JdbcConnector connector = jdbc.connector()) {
            jdbc.views().close();
          } catch (SQLException exception) {
            throw jdbc.connector().failure(exception);
          }
        });
  }
}
