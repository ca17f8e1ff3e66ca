package clientele.etl.deliver;

import clientele.etl.engine.PublishedReader;
import clientele.etl.engine.RowFormat;
import clientele.etl.engine.Spreadsheets;
import clientele.etl.engine.TextTable;
import clientele.schema.ResourceFolder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page: the answer in a sentence, a few tiles, and tables that pictures are drawn from. Every
 * table is one SQL file in the page's folder; {@code answer.sql} and {@code tiles.sql} are special.
 *
 * @param answer the sentence, or what would bring the page its data
 * @param tables in the order of their file names, without those that are special
 */
public record SitePage(
    String name, boolean hasData, String answer, List<Tile> tiles, List<PageTable> tables) {

  private static final int MOST_ROWS = 2000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A number with its change against the period before; the change is empty where none is known.
   */
  public record Tile(String label, String value, String change, boolean isRise) {}

  /**
   * A table of a page.
   *
   * @param fullFile beside the page's data, with all rows, where they are more than the page shows;
   *     else empty
   */
  public record PageTable(String id, String title, TextTable rows, String fullFile) {}

  static SitePage read(String name, PublishedReader reader, Words words, Path data)
      throws IOException {
    Map<String, String> queries =
        new LinkedHashMap<>(ResourceFolder.read(Site.class, "site/queries/" + name));
    TextTable answer = reader.show(queries.remove("answer.sql"), 1);
    boolean hasData = !answer.rows().isEmpty();
    String sentence =
        hasData
            ? words.sentence(name + ".answer", answer.columns(), answer.rows().get(0))
            : words.text(name + ".empty");
    List<Tile> tiles = new ArrayList<>();
    if (hasData) {
      TextTable rows = reader.show(queries.remove("tiles.sql"), 8);
      rows.rows().forEach(row -> tiles.add(tile(row, words)));
    }
    queries.remove("tiles.sql");
    List<PageTable> tables = new ArrayList<>();
    for (Map.Entry<String, String> query : queries.entrySet()) {
      tables.add(table(name, query.getKey(), query.getValue(), reader, words, data));
    }
    return new SitePage(name, hasData, sentence, tiles, tables);
  }

  /** A row of tiles.sql: key, value, previous value or null. */
  private static Tile tile(List<String> row, Words words) {
    String key = row.get(0);
    String value = words.value(key, row.get(1));
    if (row.get(1) == null || row.get(2) == null || Double.parseDouble(row.get(2)) == 0) {
      return new Tile(words.text("tile." + key), value, "", false);
    }
    double change = Double.parseDouble(row.get(1)) / Double.parseDouble(row.get(2)) - 1;
    return new Tile(words.text("tile." + key), value, words.change(change), change >= 0);
  }

  private static PageTable table(
      String page, String file, String sql, PublishedReader reader, Words words, Path data)
      throws IOException {
    String id = file.replaceFirst("^[0-9]+-", "").replace(".sql", "");
    TextTable rows = reader.show(sql, MOST_ROWS + 1);
    String fullFile = "";
    if (rows.rows().size() > MOST_ROWS) {
      fullFile = "data/" + page + "-" + id + ".csv";
      try (Writer writer = Files.newBufferedWriter(data.resolve(page + "-" + id + ".csv"))) {
        reader.write(sql, RowFormat.CSV, writer);
      }
      rows = new TextTable(rows.columns(), rows.rows().subList(0, MOST_ROWS));
    }
    return new PageTable(id, words.text(page + "." + id), rows, fullFile);
  }

  /** The page's tables, and the words that its scripts need, as JSON that is safe in a script. */
  String json(Words words) {
    Map<String, Object> tableRows = new LinkedHashMap<>();
    tables.forEach(
        table ->
            tableRows.put(
                table.id(),
                Map.of("columns", table.rows().columns(), "rows", table.rows().rows())));
    try {
      return JSON.writeValueAsString(
              Map.of(
                  "page",
                  name,
                  "language",
                  words.locale().toLanguageTag(),
                  "currency",
                  words.currency(),
                  "words",
                  words.ofScripts(),
                  "formula",
                  Spreadsheets.FORMULA,
                  "tables",
                  tableRows))
          .replace("<", "\\u003c")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the fold at the page's end says. */
  public String how(Words words) {
    return words.text(name + ".how");
  }
}
