package clientele.etl.deliver;

import clientele.etl.engine.PublishedReader;
import clientele.etl.engine.TextTable;
import java.util.List;

/**
 * What stands on top of every page.
 *
 * @param sources how fresh each is
 */
public record PageHead(
    String company,
    String asOf,
    String publication,
    String checks,
    boolean isFine,
    List<SourceAge> sources) {

  /** How fresh a source is, and whether that is less than it should be. */
  public record SourceAge(String text, boolean isLate) {}

  static PageHead read(PublishedReader reader, String company, Words words) {
    List<String> row = reader.show(Site.resource("site/head.sql"), 1).rows().get(0);
    TextTable sources = reader.show(Site.resource("site/freshness.sql"), 50);
    boolean isFine = row.get(4).equals("0");
    return new PageHead(
        company,
        words.value("as_of_date", row.get(0)),
        row.get(1),
        words.sentence(
            isFine ? "head.checks_fine" : "head.checks_warn",
            List.of("checks", "quarantined", "warnings"),
            List.of(row.get(2), row.get(3), row.get(4))),
        isFine,
        sources.rows().stream().map(source -> age(source, sources.columns(), words)).toList());
  }

  private static SourceAge age(List<String> source, List<String> columns, Words words) {
    boolean isLate = Boolean.parseBoolean(source.get(2));
    String key = "head.source_fresh";
    if (source.get(1) == null) {
      key = "head.source_empty";
    } else if (isLate) {
      key = "head.source_late";
    }
    return new SourceAge(words.sentence(key, columns, source), isLate);
  }
}
