package clientele.etl.deliver;

import clientele.etl.engine.PublishedReader;
import clientele.etl.engine.TextTable;
import java.util.List;

/**
 * What stands on top of every page.
 *
 * @param freshness the newest row of each source
 */
public record PageHead(
    String company,
    String asOf,
    String publication,
    String checks,
    boolean isFine,
    List<String> freshness) {

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
        sources.rows().stream()
            .map(source -> words.sentence("head.source", sources.columns(), source))
            .toList());
  }
}
