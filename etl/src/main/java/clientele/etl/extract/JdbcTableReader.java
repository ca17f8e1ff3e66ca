package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Reads one table or query of a database, from its watermark on. */
final class JdbcTableReader implements TableReader {

  private static final int DEFAULT_FETCH_SIZE = 10_000;

  private final String where;
  private final ZoneId zone;
  private final TableDefinition table;
  private final JdbcConnector connector;
  private final Transport.Reading reading;
  private final JdbcViews views;
  private final JdbcView view;
  private final Optional<String> watermark;
  private final List<JdbcColumn> sourceColumns;
  private final List<Column> columns;
  private final String quote;
  private final JdbcSql sql;
  private boolean isGood = true;

  /** Takes a connection; an SQLException means that the server was not reached or went away. */
  JdbcTableReader(
      SourceDefinition source,
      TableDefinition table,
      SourceConnection.JdbcSource jdbc,
      Optional<String> watermark)
      throws SQLException {
    this.where = source.name() + "." + table.name();
    this.zone = source.timeZone();
    this.table = table;
    this.connector = jdbc.connector();
    this.reading = jdbc.settings().reading();
    this.views = jdbc.views();
    this.watermark = watermark;
    this.view = views.lend();
    try {
      String relation =
          new JdbcRelation(where, jdbc.settings(), connector.database(), view.connection())
              .find(table.origin());
      this.sourceColumns =
          describe(relation, new JdbcColumns(where, connector.database(), zone, table.columns()));
      List<String> names =
          ColumnNames.all(where, sourceColumns.stream().map(JdbcColumn::label).toList());
      List<Column> found = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        found.add(Column.of(names.get(i), sourceColumns.get(i).type()));
      }
      this.columns = List.copyOf(found);
      this.quote = view.connection().getMetaData().getIdentifierQuoteString().strip();
      this.sql = sql(relation);
    } catch (SQLException | RuntimeException exception) {
      views.takeBack(view, false);
      throw exception;
    }
  }

  private JdbcSql sql(String relation) {
    return new JdbcSql(
        connector.database(),
        relation,
        sourceColumns.stream().map(column -> column.item(quote)).toList(),
        table.key().stream()
            .findFirst()
            .flatMap(this::sourceColumn)
            .map(column -> JdbcRelation.quoted(column.label(), quote)),
        watermarkColumn()
            .flatMap(column -> watermark.map(text -> bound(column, text, table.overlap()))));
  }

  private JdbcSql.Bound bound(JdbcColumn column, String text, Overlap overlap) {
    return new JdbcSql.Bound(
        WatermarkBound.of(
            connector.database(), zone, column.hasZone(), column.type(), overlap, text),
        JdbcRelation.quoted(column.label(), quote));
  }

  private Optional<JdbcColumn> watermarkColumn() {
    return table.watermark().flatMap(this::sourceColumn);
  }

  /** Empty for a name that the table does not have. */
  private Optional<JdbcColumn> sourceColumn(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return Optional.of(sourceColumns.get(i));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  private List<JdbcColumn> describe(String relation, JdbcColumns mapping) throws SQLException {
    try (PreparedStatement statement =
            view.connection().prepareStatement("select * from " + relation + " where 1 = 0");
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
    try (PreparedStatement statement =
        view.connection().prepareStatement("select 1 from " + sql.relation())) {
      return !hasRow(statement);
    } catch (SQLException exception) {
      isGood = false;
      throw connector.failure(exception);
    }
  }

  private static boolean hasRow(PreparedStatement statement) throws SQLException {
    statement.setMaxRows(1);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next();
    }
  }

  @Override
  public boolean hasFallenBack() throws SQLException {
    Optional<JdbcColumn> column = watermarkColumn();
    if (column.isEmpty() || watermark.isEmpty()) {
      return false;
    }
    JdbcSql.Bound reached = bound(column.get(), watermark.get(), Overlap.NONE);
    String condition = reached.from().reachedCondition(reached.column());
    try (PreparedStatement statement =
        view.connection()
            .prepareStatement("select 1 from %s where %s".formatted(sql.relation(), condition))) {
      reached.from().bind(statement);
      return !hasRow(statement);
    } catch (SQLException exception) {
      isGood = false;
      throw exception;
    }
  }

  @Override
  public List<Slice> slices() throws SQLException {
    boolean isCut =
        reading.sliceRows() > 0
            && connector.database() != Database.OTHER
            // SQLite cannot tell the highest watermark, and the next night would read all again.
            && !(connector.database() == Database.SQLITE && watermarkColumn().isPresent())
            && table.key().stream()
                .findFirst()
                .flatMap(this::sourceColumn)
                .filter(column -> isOrdered(column.type()))
                .isPresent();
    if (!isCut || number(sql.countUpTo(reading.sliceRows())) <= reading.sliceRows()) {
      return List.of(Slice.WHOLE);
    }
    List<String> bounds = new ArrayList<>();
    try (PreparedStatement statement = prepare(view.connection(), sql.bounds(reading.sliceRows()));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String bound = rows.getString(1);
        boolean isNew = bounds.isEmpty() || !bounds.get(bounds.size() - 1).equals(bound);
        if (isNew && isPlain(bound)) {
          bounds.add(bound);
        }
      }
    } catch (SQLException exception) {
      isGood = false;
      throw exception;
    }
    return Slice.between(bounds);
  }

  /** MariaDB reads a backslash in a text as the begin of an escape. */
  private static boolean isPlain(String bound) {
    return bound.indexOf('\\') < 0 && bound.indexOf('\0') < 0;
  }

  private static boolean isOrdered(ColumnType type) {
    return !(type instanceof ColumnType.DoubleType
        || type instanceof ColumnType.BinaryType
        || type instanceof ColumnType.BooleanType);
  }

  private long number(String select) throws SQLException {
    try (PreparedStatement statement = prepare(view.connection(), select);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException exception) {
      isGood = false;
      throw exception;
    }
  }

  private PreparedStatement prepare(Connection connection, String select) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            select, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    if (sql.bound().isPresent()) {
      sql.bound().get().from().bind(statement);
    }
    return statement;
  }

  @Override
  public String snapshot() {
    return view.snapshot();
  }

  /** SQLite compares times by their texts, whatever forms they have. */
  @Override
  public Optional<String> highest() throws SQLException {
    Optional<JdbcColumn> column = watermarkColumn();
    if (column.isEmpty() || connector.database() == Database.SQLITE) {
      return Optional.empty();
    }
    String select =
        "select max(%s) from %s"
            .formatted(JdbcRelation.quoted(column.get().label(), quote), sql.relation());
    try (Statement statement = view.connection().createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      rows.next();
      Object highest = column.get().value(rows, 1);
      return highest instanceof BadValue
          ? Optional.empty()
          : Optional.ofNullable(highest).map(Object::toString);
    } catch (SQLException exception) {
      isGood = false;
      throw exception;
    }
  }

  @Override
  public void read(Slice slice, RowSink sink) throws SQLException {
    try {
      if (reading.copies()
          && connector.database() == Database.POSTGRESQL
          && view.connection().isWrapperFor(PGConnection.class)) {
        PostgresCopy.read(
            view.connection().unwrap(PGConnection.class),
            sql.rowsWithoutHoles(slice),
            sourceColumns,
            sink);
      } else {
        select(slice, sink);
      }
    } catch (SQLException | RuntimeException exception) {
      isGood = false;
      throw exception;
    }
  }

  private void select(Slice slice, RowSink sink) throws SQLException {
    try (PreparedStatement statement = prepare(view.connection(), sql.rows(slice))) {
      statement.setFetchSize(fetchSize());
      try (ResultSet rows = statement.executeQuery()) {
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
    }
  }

  @Override
  public Optional<SourceKeys> keys() throws SQLException {
    return Optional.of(
        new JdbcKeys(
            view.connection(),
            connector.database(),
            sql.relation(),
            table.key().stream().map(this::sourceColumn).flatMap(Optional::stream).toList(),
            quote,
            fetchSize(),
            () -> isGood = false));
  }

  /** MySQL's own driver streams only for this strange number; others take a count of rows. */
  private int fetchSize() throws SQLException {
    boolean isMysqlDriver = view.connection().getMetaData().getDriverName().startsWith("MySQL");
    return isMysqlDriver ? Integer.MIN_VALUE : reading.fetchSize().orElse(DEFAULT_FETCH_SIZE);
  }

  @Override
  public void close() {
    try {
      views.takeBack(view, isGood);
    } catch (SQLException exception) {
      throw connector.failure(exception);
    }
  }
}
