package clientele.etl.store;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/** Parquet files that were just written, made ready to become part of a table. */
final class NewFiles {

  private final TableName name;
  private final Table table;
  private final MetricsConfig metricsConfig;
  // Parquet's own default reads Hadoop's configuration anew for every file: ten times slower.
  private final ParquetReadOptions options =
      ParquetReadOptions.builder(new PlainParquetConfiguration()).build();

  NewFiles(TableName name, Table table) {
    this.name = name;
    this.table = table;
    this.metricsConfig = MetricsConfig.forTable(table);
  }

  /** Brings the files to the disk and describes them as Iceberg wants it. */
  List<DataFile> take(List<Path> paths) {
    try {
      List<Path> absolute = paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
      Disk.force(withFolders(absolute));
      return absolute.stream().map(this::dataFile).toList();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private DataFile dataFile(Path path) {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path), options)) {
      Metrics metrics =
          ParquetUtil.footerMetrics(reader.getFooter(), Stream.empty(), metricsConfig);
      return DataFiles.builder(PartitionSpec.unpartitioned())
          .withPath(path.toString())
          .withFileSizeInBytes(Files.size(path))
          .withFormat(FileFormat.PARQUET)
          .withMetrics(metrics)
          .build();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private Failure failure(IOException cause) {
    return new Failure.Engine(
        "table %s: its new files cannot be read or brought to the disk: %s. See that the disk is not full"
            .formatted(name, cause),
        cause);
  }

  /** The files and all folders up to the table's. */
  private Set<Path> withFolders(List<Path> files) {
    Path tableFolder = Path.of(table.location());
    Set<Path> all = new LinkedHashSet<>(files);
    for (Path file : files) {
      Path folder = file.getParent();
      while (folder.startsWith(tableFolder) && all.add(folder)) {
        folder = folder.getParent();
      }
    }
    return all;
  }
}
