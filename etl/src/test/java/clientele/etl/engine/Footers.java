package clientele.etl.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** What Parquet files say of themselves. */
final class Footers {

  private Footers() {}

  /** Id, name, physical type and meaning of each column. */
  static List<String> fields(Path file) {
    return footer(file).getFileMetaData().getSchema().getFields().stream()
        .map(Footers::field)
        .toList();
  }

  /** The compressions in use. */
  static Set<String> codecs(Path file) {
    return footer(file).getBlocks().stream()
        .flatMap(block -> block.getColumns().stream())
        .map(column -> column.getCodec().name())
        .collect(Collectors.toSet());
  }

  private static String field(Type type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    // A signed number of all its bits is what the physical type is anyway.
    String suffix =
        meaning == null || meaning instanceof IntLogicalTypeAnnotation ? "" : " " + meaning;
    return "%d %s %s%s"
        .formatted(
            type.getId().intValue(),
            type.getName(),
            type.asPrimitiveType().getPrimitiveTypeName(),
            suffix);
  }

  private static ParquetMetadata footer(Path file) {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFooter();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
