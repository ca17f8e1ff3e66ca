package clientele.etl.engine;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** Spark, in this process or on a cluster. Its jars are here only when it is asked for. */
public final class SparkEngine implements Engine {

  /**
   * From so many on, rows that Java hands over are sent to the executors once, not with each job.
   */
  private static final int MANY_ROWS = 10_000;

  private final SparkSession session;
  private final Map<String, Dataset<Row>> kept = new ConcurrentHashMap<>();

  public SparkEngine(EngineSettings settings) {
    session = SparkSessions.open(settings);
    PhoneNumbers phones = new PhoneNumbers(settings.country());
    session
        .udf()
        .register(
            "is_currency_code", (UDF1<String, Boolean>) Currencies::isCode, DataTypes.BooleanType);
    session
        .udf()
        .register("normal_name", (UDF1<String, String>) Names::normal, DataTypes.StringType);
    session
        .udf()
        .register(
            "typos_between",
            (UDF2<String, String, Integer>) Names::typosBetween,
            DataTypes.IntegerType);
    session
        .udf()
        .register("normal_phone", (UDF1<String, String>) phones::normal, DataTypes.StringType);
    session
        .udf()
        .register(
            "parse_timestamp",
            (UDF2<String, String, Object>) TimeTexts::timestamp,
            DataTypes.TimestampNTZType);
    session
        .udf()
        .register("parse_date", (UDF2<String, String, Object>) TimeTexts::date, DataTypes.DateType);
    Dialect.statements("spark", settings).forEach(this::sql);
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public void register(String name, List<Path> files, List<Column> columns) {
    replace(name, rows(files, SparkSql.struct(columns)));
  }

  @Override
  public void registerWithFileNames(String name, List<Path> files, List<Column> columns) {
    StructType struct = SparkSql.struct(columns);
    org.apache.spark.sql.Column fileName =
        files.isEmpty()
            ? functions.lit(null).cast(DataTypes.StringType)
            : functions.col("_metadata.file_name");
    replace(name, rows(files, struct).withColumn("_file_name", fileName));
  }

  private Dataset<Row> rows(List<Path> files, StructType struct) {
    String[] locations = files.stream().map(SparkEngine::location).toArray(String[]::new);
    return SparkFailures.guard(
        () ->
            files.isEmpty()
                ? session.createDataFrame(List.<Row>of(), struct)
                // Paths are file names, not patterns.
                : session
                    .read()
                    .schema(struct)
                    .option("__globPaths__", "false")
                    .parquet(locations));
  }

  @Override
  public void define(String name, Select select) {
    sql(
        "create or replace temporary view %s as %s"
            .formatted(SqlText.name(name), Holes.fill(select)));
    release(name);
  }

  @Override
  public void keep(String name, Select select) {
    keep(name, sql(Holes.fill(select)));
  }

  @Override
  public void forget(String name) {
    SparkFailures.guard(() -> session.catalog().dropTempView(name));
    release(name);
  }

  @Override
  public List<Column> describe(Select select) {
    return SparkSql.columns(sql(Holes.fill(select)).schema()).columns();
  }

  @Override
  public Written write(
      Select select, List<FieldColumn> columns, Path directory, List<String> orderBy) {
    return write(
        select,
        columns,
        orderBy,
        rows -> SparkWrite.write(rows, columns, directory, !orderBy.isEmpty()));
  }

  @Override
  public Written writeByMonth(
      Select select, List<FieldColumn> columns, Path directory, String monthOf) {
    return write(
        select,
        columns,
        List.of(),
        rows -> SparkWrite.writeByMonth(rows, columns, directory, monthOf));
  }

  private Written write(
      Select select,
      List<FieldColumn> columns,
      List<String> orderBy,
      Function<Dataset<Row>, Written> writing) {
    String sql = Holes.fill(select);
    ResultColumns given = SparkSql.columns(sql(sql).schema());
    given.mustBe(columns.stream().map(FieldColumn::column).toList());
    try {
      return SparkFailures.guard(
          () -> writing.apply(sql(Projection.cast(sql, given, columns, orderBy))));
    } catch (Failure.Contract | Failure.Settings failure) {
      throw RefusedValue.find(sql, given, columns, failure, this::firstText);
    }
  }

  @Override
  public <R extends Record> List<R> read(Select select, Class<R> type) {
    Shape<R> shape = Shape.of(type);
    Dataset<Row> rows = sql(Holes.fill(select));
    int[] positions = shape.positions(List.of(rows.columns()));
    List<R> records = new ArrayList<>();
    for (Row row : SparkFailures.guard(rows::collectAsList)) {
      records.add(record(shape, positions, row));
    }
    return records;
  }

  @Override
  public <R extends Record> void scan(Select select, Class<R> type, Consumer<R> consumer) {
    Shape<R> shape = Shape.of(type);
    Dataset<Row> rows = sql(Holes.fill(select));
    int[] positions = shape.positions(List.of(rows.columns()));
    Iterator<Row> iterator = SparkFailures.guard(rows::toLocalIterator);
    while (SparkFailures.guard(iterator::hasNext)) {
      consumer.accept(record(shape, positions, SparkFailures.guard(iterator::next)));
    }
  }

  @Override
  public <R extends Record> void take(String name, Class<R> type, Iterable<R> rows) {
    Shape<R> shape = Shape.of(type);
    List<Row> taken = new ArrayList<>();
    for (R row : rows) {
      taken.add(RowFactory.create(shape.columnValues(row)));
    }
    Dataset<Row> relation =
        SparkFailures.guard(() -> session.createDataFrame(taken, SparkSql.struct(shape.columns())));
    if (taken.size() < MANY_ROWS) {
      replace(name, relation);
    } else {
      keep(name, relation);
    }
  }

  @Override
  public TextTable show(Select select, int limit) {
    Dataset<Row> rows = sql(Holes.fill(select));
    List<List<String>> shown = new ArrayList<>();
    for (Row row : SparkFailures.guard(() -> rows.takeAsList(limit))) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        texts.add(Cell.text(row.get(i)));
      }
      shown.add(texts);
    }
    return new TextTable(List.of(rows.columns()), shown);
  }

  @Override
  public void close() {
    kept.values().forEach(SparkEngine::drop);
    kept.clear();
    SparkSessions.close();
  }

  /** A path as Hadoop takes it: with the scheme, and without the escapes of a URI. */
  static String location(Path path) {
    return "file://" + path.toAbsolutePath();
  }

  private Dataset<Row> sql(String sql) {
    return SparkFailures.guard(() -> session.sql(SparkSql.translate(sql)));
  }

  private Optional<String> firstText(String sql) {
    return SparkFailures.guard(
        () -> sql(sql).takeAsList(1).stream().map(row -> row.getString(0)).findFirst());
  }

  private static <R extends Record> R record(Shape<R> shape, int[] positions, Row row) {
    Object[] values = new Object[positions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(positions[i]);
    }
    return shape.make(values);
  }

  /**
   * Checkpoints: the plan of a cached relation holds, as text too, those of all that it was made
   * of.
   */
  private void keep(String name, Dataset<Row> rows) {
    Dataset<Row> stored =
        SparkFailures.guard(() -> rows.localCheckpoint(true, StorageLevel.MEMORY_AND_DISK()));
    replace(name, stored);
    kept.put(key(name), stored);
  }

  private void replace(String name, Dataset<Row> rows) {
    SparkFailures.guard(
        () -> {
          rows.createOrReplaceTempView(name);
          return null;
        });
    release(name);
  }

  private void release(String name) {
    Dataset<Row> stored = kept.remove(key(name));
    if (stored != null) {
      drop(stored);
    }
  }

  private static void drop(Dataset<Row> stored) {
    ((LogicalRDD) stored.queryExecution().logical()).rdd().unpersist(false);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
