package clientele.etl.deliver;

import clientele.etl.engine.Spreadsheets;
import clientele.failure.Failure;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A CSV file (RFC 4180, UTF-8) of records, one column per component, headed in the language of its
 * readers. It names people, so nobody but its owner may read it, at no moment; it is written beside
 * and renamed.
 */
final class ListFile {

  private static final String UNFINISHED = ".unfinished";

  private final Path file;
  private final Words words;

  ListFile(Path file, Words words) {
    this.words = words;
    this.file = file.toAbsolutePath().normalize();
  }

  /**
   * Writes the file, replacing one of this name.
   *
   * @param rows gives every row to the consumer it is given
   */
  <R extends Record> void write(Class<R> type, Consumer<Consumer<R>> rows) {
    try {
      Files.createDirectories(file.getParent());
      // A temporary file is its owner's alone where the file system knows owners.
      Path beside = Files.createTempFile(file.getParent(), file.getFileName() + ".", UNFINISHED);
      try {
        fill(beside, type, rows);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new Failure.Engine(
          "the list %s cannot be written: %s. See that its folder may be written and has room, or name another one"
              .formatted(file, e),
          e);
    }
  }

  private <R extends Record> void fill(Path beside, Class<R> type, Consumer<Consumer<R>> rows)
      throws IOException {
    RecordComponent[] components = type.getRecordComponents();
    for (RecordComponent component : components) {
      component.getAccessor().setAccessible(true);
    }
    try (BufferedWriter output = Files.newBufferedWriter(beside);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(output)) {
      csv.writeRecord(
          Arrays.stream(components)
              .map(component -> words.column(snakeCase(component.getName())))
              .toList());
      rows.accept(row -> csv.writeRecord(cells(components, row)));
    }
  }

  private static List<String> cells(RecordComponent[] components, Record row) {
    List<String> cells = new ArrayList<>(components.length);
    for (RecordComponent component : components) {
      try {
        cells.add(cell(component.getAccessor().invoke(row)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return cells;
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    } else if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return Spreadsheets.harmless(value.toString());
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
