package clientele.etl.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.PublishedReader;
import clientele.schema.ResourceFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a page shows has words in every language; {@link ListsTest} does it for lists. */
class WordsTest {

  private static final Set<String> OF_WHOLE_PAGES = Set.of("answer.sql", "tiles.sql");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void publishNothing() {
    file = EmptyPublication.write(folder);
  }

  @Test
  void everyColumnOfAPageHasALabel() {
    Set<String> columns = new TreeSet<>();
    try (PublishedReader reader = PublishedReader.open(file)) {
      ResourceFolder.read(Site.class, "site/queries")
          .forEach(
              (query, sql) -> {
                if (!OF_WHOLE_PAGES.contains(nameOf(query))) {
                  columns.addAll(reader.show(sql, 1).columns());
                }
              });
    }
    assertThat(columns).contains("campaign_name", "segment", "usual_seconds");
    assertEachHasWords(columns.stream().map(column -> "column." + column));
  }

  @Test
  void everyTileHasALabel() {
    Set<String> tiles = new TreeSet<>();
    try (PublishedReader reader = PublishedReader.open(file)) {
      ResourceFolder.read(Site.class, "site/queries")
          .forEach(
              (query, sql) -> {
                if (nameOf(query).equals("tiles.sql")) {
                  reader.show(sql, 8).rows().forEach(row -> tiles.add(row.get(0)));
                }
              });
    }
    assertThat(tiles).contains("revenue_30_days", "checks");
    assertEachHasWords(tiles.stream().map(tile -> "tile." + tile));
  }

  @Test
  void everyPageAndEachOfItsTablesHasATitle() {
    Set<String> keys = new TreeSet<>();
    for (String query : ResourceFolder.read(Site.class, "site/queries").keySet()) {
      String page = query.substring(0, query.indexOf('/'));
      keys.addAll(List.of(page + ".title", page + ".answer", page + ".empty", page + ".how"));
      if (!OF_WHOLE_PAGES.contains(nameOf(query))) {
        keys.add(page + "." + nameOf(query).replaceFirst("^[0-9]+-", "").replace(".sql", ""));
      }
    }
    assertThat(keys).contains("overview.title", "value.segments");
    assertEachHasWords(keys.stream());
  }

  @Test
  void everyWordOfAPictureIsThere() {
    Set<String> keys =
        Pattern.compile("word\\('([a-z0-9._]+)'\\)")
            .matcher(Site.resource("site/site.js"))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(keys).contains("chart.revenue", "table.filter");
    assertEachHasWords(keys.stream());
  }

  private static String nameOf(String query) {
    return query.substring(query.lastIndexOf('/') + 1);
  }

  private static void assertEachHasWords(Stream<String> keys) {
    List<String> asked = keys.toList();
    for (String language : List.of("en", "ru")) {
      assertThat(texts(language)).as(language).containsAll(asked);
    }
  }

  private static Set<String> texts(String language) {
    try (InputStream stream =
        Site.class.getResourceAsStream("/site/messages_" + language + ".properties")) {
      Properties texts = new Properties();
      texts.load(stream);
      return texts.stringPropertyNames().stream()
          .filter(key -> !texts.getProperty(key).isBlank())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
