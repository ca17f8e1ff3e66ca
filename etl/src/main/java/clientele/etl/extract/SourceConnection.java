package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The way to one source, whatever its transport. */
final class SourceConnection implements AutoCloseable {

  private final SourceDefinition source;
  private final Optional<JdbcConnector> connector;

  SourceConnection(SourceDefinition source, UnaryOperator<String> environment) {
    this.source = source;
    this.connector =
        source.transport() instanceof Transport.Jdbc settings
            ? Optional.of(new JdbcConnector(source, settings, environment))
            : Optional.empty();
  }

  /**
   * @param watermark where to read on, empty for the whole table
   * @param raw the source's own columns that the raw table has
   * @throws SQLException where the database was not reached or went away
   */
  TableReader open(TableDefinition table, Optional<String> watermark, List<Column> raw)
      throws SQLException {
    if (table.origin() instanceof Origin.Csv csv) {
      return new CsvTableReader(source, table, csv);
    } else if (table.origin() instanceof Origin.JsonLines lines) {
      return new JsonLinesTableReader(
          source, table, lines, raw.stream().map(Column::name).toList());
    } else if (table.origin() instanceof Origin.Parquet parquet) {
      return new ParquetTableReader(source, table, parquet);
    }
    return new JdbcTableReader(
        source, table, (Transport.Jdbc) source.transport(), connector.orElseThrow(), watermark);
  }

  Failure.Source failure(SQLException exception) {
    return connector
        .map(database -> database.failure(exception))
        .orElseGet(
            () -> new Failure.Source(source.name() + ": " + exception.getMessage(), exception));
  }

  @Override
  public void close() {
    connector.ifPresent(JdbcConnector::close);
  }
}
