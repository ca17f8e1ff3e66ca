package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one table or query of a database, from its watermark on. */
final class JdbcTableReader implements TableReader {

  private static final int DEFAULT_FETCH_SIZE = 10_000;

  private final String where;
  private final TableDefinition table;
  private final JdbcConnector connector;
  private final Transport.Jdbc settings;
  private final Connection connection;
  private final String relation;
  private final List<JdbcColumn> sourceColumns;
  private final List<Column> columns;
  private final Optional<WatermarkBound> bound;

  /** Opens a connection; an SQLException means that the server was not reached or went away. */
  JdbcTableReader(
      SourceDefinition source,
      TableDefinition table,
      Transport.Jdbc settings,
      JdbcConnector connector,
      Optional<String> watermark)
      throws SQLException {
    this.where = source.name() + "." + table.name();
    this.table = table;
    this.settings = settings;
    this.connector = connector;
    this.connection = connector.open();
    try {
      this.relation =
          new JdbcRelation(where, settings, connector.database(), connection).find(table.origin());
      JdbcColumns mapping =
          new JdbcColumns(where, connector.database(), source.timeZone(), table.columns());
      this.sourceColumns = describe(mapping);
      List<String> names =
          ColumnNames.all(where, sourceColumns.stream().map(JdbcColumn::label).toList());
      List<Column> found = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        found.add(Column.of(names.get(i), sourceColumns.get(i).type()));
      }
      this.columns = List.copyOf(found);
      this.bound = watermark.flatMap(text -> bound(source.timeZone(), text));
    } catch (SQLException | RuntimeException exception) {
      connection.close();
      throw exception;
    }
  }

  private Optional<WatermarkBound> bound(ZoneId zone, String text) {
    Optional<JdbcColumn> column = table.watermark().map(this::sourceColumn);
    return column.map(
        found ->
            WatermarkBound.of(
                connector.database(), zone, found.hasZone(), found.type(), table.overlap(), text));
  }

  /** Null for a name that the table does not have. */
  private JdbcColumn sourceColumn(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return sourceColumns.get(i);
      }
    }
    return null;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  private List<JdbcColumn> describe(JdbcColumns mapping) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select * from " + relation + " where 1 = 0");
        ResultSet nothing = statement.executeQuery()) {
      return mapping.of(nothing.getMetaData());
    } catch (SQLException exception) {
      if (JdbcConnector.isTransient(exception)) {
        throw exception;
      }
      throw new Failure.Contract(
          "%s: the source refuses to read it: %s. Mend 'from' in source.yml, or the rights of the user"
              .formatted(where, connector.mask(exception.getMessage())));
    }
  }

  @Override
  public boolean isEmpty() {
    try (PreparedStatement statement = connection.prepareStatement("select 1 from " + relation)) {
      statement.setMaxRows(1);
      try (ResultSet rows = statement.executeQuery()) {
        return !rows.next();
      }
    } catch (SQLException exception) {
      throw connector.failure(exception);
    }
  }

  @Override
  public void read(RowSink sink) throws SQLException {
    String quote = connection.getMetaData().getIdentifierQuoteString().strip();
    String condition =
        bound
            .map(value -> value.condition(JdbcRelation.quoted(watermarkLabel(), quote)))
            .map(text -> " where " + text)
            .orElse("");
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select * from " + relation + condition,
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(fetchSize());
      if (bound.isPresent()) {
        bound.get().bind(statement);
      }
      try (ResultSet rows = statement.executeQuery()) {
        give(rows, sink);
      }
    }
    connection.rollback();
  }

  private String watermarkLabel() {
    return table.watermark().map(this::sourceColumn).map(JdbcColumn::label).orElseThrow();
  }

  private void give(ResultSet rows, RowSink sink) throws SQLException {
    Object[] values = new Object[sourceColumns.size()];
    long line = 0;
    while (rows.next()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = sourceColumns.get(i).value(rows, i + 1);
      }
      line++;
      sink.row(values, "", line);
    }
  }

  /** MySQL's own driver streams only for this strange number; others take a count of rows. */
  private int fetchSize() throws SQLException {
    boolean isMysqlDriver = connection.getMetaData().getDriverName().startsWith("MySQL");
    return isMysqlDriver ? Integer.MIN_VALUE : settings.fetchSize().orElse(DEFAULT_FETCH_SIZE);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException exception) {
      throw connector.failure(exception);
    }
  }
}
