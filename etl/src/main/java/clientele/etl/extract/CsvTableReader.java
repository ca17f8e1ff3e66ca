package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.schema.Column;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads CSV files; columns are text unless declared. */
final class CsvTableReader implements TableReader {

  private static final char REPLACEMENT = '\uFFFD';

  private final String where;
  private final Path project;
  private final SourceDefinition source;
  private final TableDefinition table;
  private final Origin.Dialect dialect;
  private final List<Path> files;
  private final List<Column> columns;

  CsvTableReader(SourceDefinition source, TableDefinition table, Origin.Csv origin) {
    this.where = source.name() + "." + table.name();
    this.project = source.project();
    this.source = source;
    this.table = table;
    this.dialect = origin.dialect();
    this.files = SourceFiles.find(where, project, origin.glob());
    this.columns = union();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean hasFiles() {
    return true;
  }

  /** Later files may add columns; whether they may lose one is the table's policy. */
  private List<Column> union() {
    Set<String> names = new LinkedHashSet<>();
    Path previous = null;
    for (Path file : files) {
      List<String> own = header(file);
      List<String> missing = ColumnNames.missing(names, Set.copyOf(own));
      if (!missing.isEmpty() && table.drift() == Drift.STOP) {
        throw new Failure.Contract(
            ("%s: file %s lacks %s, which %s has: deliver the file again, or move one of them out"
                    + " of the pattern 'files', or say what is to happen by 'drift' in source.yml")
                .formatted(where, name(file), String.join(", ", missing), name(previous)));
      }
      names.addAll(own);
      previous = file;
    }
    return names.stream().map(name -> Column.of(name, table.typeInFile(name))).toList();
  }

  private List<String> header(Path file) {
    if (!dialect.columns().isEmpty()) {
      return ColumnNames.all(where, dialect.columns());
    }
    try (CsvReader<CsvRecord> reader = open(file);
        CloseableIterator<CsvRecord> records = reader.iterator()) {
      if (!records.hasNext()) {
        throw new Failure.Contract(
            "%s: file %s is empty, not even a header: deliver it again"
                .formatted(where, name(file)));
      }
      return ColumnNames.all(where + ", file " + name(file), records.next().getFields());
    } catch (IOException | UncheckedIOException | CsvParseException exception) {
      throw unreadable(file, exception);
    }
  }

  private CsvReader<CsvRecord> open(Path file) throws IOException {
    return CsvReader.builder()
        .fieldSeparator(dialect.delimiter())
        .quoteCharacter(dialect.quote())
        .skipEmptyLines(true)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .allowUnclosedQuote(true)
        .allowExtraCharsAfterClosingQuote(!dialect.isTrimmed())
        .trimWhitespacesAroundQuotes(dialect.isTrimmed())
        .ofCsvRecord(
            TextFile.open(SourceFiles.open(file), dialect.encoding(), dialect.skippedLines()));
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public void read(Slice whole, RowSink sink) {
    Set<String> earlier = new HashSet<>();
    for (Path file : files) {
      List<String> header = header(file);
      FileRows rows = new FileRows(header, earlier, name(file));
      earlier.addAll(header);
      try (CsvReader<CsvRecord> reader = open(file);
          CloseableIterator<CsvRecord> records = reader.iterator()) {
        if (dialect.hasHeader() && records.hasNext()) {
          records.next();
        }
        while (records.hasNext()) {
          rows.give(records.next(), sink);
        }
      } catch (IOException | UncheckedIOException | CsvParseException exception) {
        throw unreadable(file, exception);
      }
    }
  }

  private Failure.Source unreadable(Path file, Exception exception) {
    Throwable cause = exception.getCause() == null ? exception : exception.getCause();
    return new Failure.Source(
        "%s: file %s cannot be read to its end: %s: deliver it again"
            .formatted(where, name(file), cause.getMessage()),
        exception);
  }

  private String name(Path file) {
    return SourceFiles.name(project, file);
  }

  @Override
  public void close() {}

  /** The rows of one file, whose columns may stand in an order of their own. */
  private final class FileRows {
    private final String file;
    private final int fields;
    private final int[] targets;
    private final TextValues[] parsers;
    private final Object[] values = new Object[columns.size()];
    private final boolean isUtf8 = dialect.encoding().equals(StandardCharsets.UTF_8);

    /**
     * @param earlier columns that files before this one have
     */
    FileRows(List<String> names, Set<String> earlier, String file) {
      this.file = file;
      this.fields = names.size();
      List<String> all = columns.stream().map(Column::name).toList();
      this.targets = names.stream().mapToInt(all::indexOf).toArray();
      for (String lost : ColumnNames.missing(earlier, Set.copyOf(names))) {
        values[all.indexOf(lost)] = ColumnFit.absence(table.drift());
      }
      List<TextValues> found = new ArrayList<>();
      names.forEach(
          name -> found.add(table.parser(name, source.timeZone(), dialect.decimalSeparator())));
      this.parsers = found.toArray(TextValues[]::new);
    }

    void give(CsvRecord csv, RowSink sink) {
      long line = csv.getStartingLineNumber() + dialect.skippedLines();
      if (csv.getFieldCount() != fields) {
        sink.broken(
            file,
            line,
            String.join(String.valueOf(dialect.delimiter()), csv.getFields()),
            "%d_fields_instead_of_%d".formatted(csv.getFieldCount(), fields));
        return;
      }
      for (int i = 0; i < fields; i++) {
        values[targets[i]] = value(csv.getField(i), parsers[i]);
      }
      sink.row(values, file, line);
    }

    private Object value(String field, TextValues parser) {
      String text = dialect.isTrimmed() ? field.strip() : field;
      if (text.equals(dialect.nullText())) {
        return null;
      } else if (text.indexOf(REPLACEMENT) >= 0) {
        return new BadValue(text, isUtf8 ? "broken_utf_8" : "broken_" + dialect.encoding().name());
      }
      return text.indexOf('\0') >= 0 ? new BadValue(text, "nul_character") : parser.parse(text);
    }
  }
}
