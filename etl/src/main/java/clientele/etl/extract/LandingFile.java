package clientele.etl.extract;

import clientele.schema.Column;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** A Parquet file that takes rows one by one. */
final class LandingFile implements Closeable {

  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final Path path;
  private final ParquetWriter<Object[]> writer;
  private boolean isClosed;

  LandingFile(Path path, List<Column> columns) {
    this.path = path;
    try {
      this.writer =
          new Builder(new LocalOutputFile(path), new LandingWriteSupport(columns))
              .withConf(new PlainParquetConfiguration())
              .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
              .withCompressionCodec(CompressionCodecName.SNAPPY)
              .withRowGroupSize(ROW_GROUP_BYTES)
              .withDictionaryEncoding(false)
              .withStatisticsEnabled(false)
              .withPageWriteChecksumEnabled(false)
              .withSizeStatisticsEnabled(false)
              .build();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  Path path() {
    return path;
  }

  void write(Object[] row) {
    try {
      writer.write(row);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** Writes what is left; the file can be read then. */
  void finish() {
    try {
      close();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  @Override
  public void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      writer.close();
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final WriteSupport<Object[]> support;

    Builder(OutputFile file, WriteSupport<Object[]> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }
}
