package clientele.etl.engine;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/** Writes a SELECT of the contract's columns as Parquet. */
final class SparkWrite {

  private static final String MONTH = "_month";

  private SparkWrite() {}

  static Written write(
      Dataset<Row> rows, List<FieldColumn> columns, Path directory, boolean isSorted) {
    Dataset<Row> named =
        rows.select(columns.stream().map(SparkWrite::named).toArray(Column[]::new));
    // Without it, there would be as many files as the plan happens to have partitions.
    Dataset<Row> sized = isSorted ? named : named.hint("rebalance");
    Set<Path> before = Files.exists(directory) ? list(directory) : Set.of();
    sized.write().mode(SaveMode.Append).parquet(SparkEngine.location(directory));
    Set<Path> after = list(directory);
    after.removeAll(before);
    return written(after, rows.sparkSession().sessionState().newHadoopConf());
  }

  static Written writeByMonth(
      Dataset<Row> rows, List<FieldColumn> columns, Path directory, String monthOf) {
    Column month = functions.date_format(functions.col(monthOf), "yyyy-MM");
    List<Column> named = new ArrayList<>(columns.stream().map(SparkWrite::named).toList());
    named.add(month.as(MONTH));
    Set<Path> before = Files.exists(directory) ? walk(directory) : Set.of();
    rows.select(named.toArray(Column[]::new))
        .repartition(functions.col(MONTH))
        .write()
        .mode(SaveMode.Append)
        .partitionBy(MONTH)
        .parquet(SparkEngine.location(directory));
    Set<Path> after = walk(directory);
    after.removeAll(before);
    Written written = written(after, rows.sparkSession().sessionState().newHadoopConf());
    return new Written(MonthFolders.flatten(directory, written.files()), written.rows());
  }

  private static Column named(FieldColumn column) {
    String name = column.column().name();
    Metadata metadata = new MetadataBuilder().putLong("parquet.field.id", column.fieldId()).build();
    return functions.col(name).as(name, metadata);
  }

  private static Set<Path> list(Path directory) {
    try (Stream<Path> found = Files.list(directory)) {
      return found.collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new Failure.Engine("cannot read the folder %s".formatted(directory), e);
    }
  }

  private static Set<Path> walk(Path directory) {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new Failure.Engine("cannot read the folder %s".formatted(directory), e);
    }
  }

  private static Written written(Set<Path> found, Configuration configuration) {
    List<Path> files = new ArrayList<>();
    long rows = 0;
    for (Path file : found) {
      try {
        long inFile = isParquet(file) ? rows(file, configuration) : 0;
        if (inFile == 0) {
          Files.delete(file);
        } else {
          files.add(file);
          rows += inFile;
        }
      } catch (IOException e) {
        throw new Failure.Engine("cannot read %s, which Spark wrote".formatted(file), e);
      }
    }
    return new Written(List.copyOf(files), rows);
  }

  private static boolean isParquet(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".parquet") && !name.startsWith(".");
  }

  private static long rows(Path file, Configuration configuration) throws IOException {
    HadoopInputFile input =
        HadoopInputFile.fromPath(
            new org.apache.hadoop.fs.Path(SparkEngine.location(file)), configuration);
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      return reader.getRecordCount();
    }
  }
}
