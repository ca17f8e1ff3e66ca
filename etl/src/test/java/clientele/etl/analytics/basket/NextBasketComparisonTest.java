package clientele.etl.analytics.basket;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.FigurePage;
import clientele.etl.analytics.SharedData;
import clientele.etl.analytics.basket.NextBasketBacktest.Line;
import clientele.etl.analytics.basket.NextBasketComparison.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether the score is anywhere worse than counting, on shops that it was not made for. */
@Tag("soak")
class NextBasketComparisonTest {

  private static final NextBasketOptions OPTIONS =
      new NextBasketOptions(30, 60, 30, 1_000, 3_000, 20_000);

  /** The last day of the log, and four horizons before it. */
  private static final int[] RETAIL_DAYS = {15317, 15287, 15257, 15227, 15197};

  private static final String HEAD =
      """
      # Cross-sell: next baskets, the score and counting

      The score beside the best of global top, personal top, personal then global, and recency, each
      measure for itself: the counting way that is best in hindsight. Shops are made up (StrangeShop,
      seeds 101 to 110, which nothing was chosen on), ten of each kind; Online Retail at the last day
      of its log and at four before it, each 30 days earlier. Every cell is the mean of the score and,
      behind it, by how much that is above (+) or below (-) the best counting way, with the standard
      error between the runs. `lost` is what is below by more than two of them.
      NextBasketComparisonTest writes this page (soak).
      """;

  private static final String RETAIL =
      """
      select
        CustomerID as person,
        date_diff('day', date '1970-01-01', cast(substr(InvoiceDate, 1, 10) as date)) as day,
        StockCode as product
      from read_csv('%s', header = true, all_varchar = true)
      where
        CustomerID <> '' and InvoiceNo not like 'C%%'
        and cast(Quantity as integer) > 0 and cast(UnitPrice as double) > 0
      group by all
      """;

  @Test
  void the_score_never_loses_to_counting_by_more_than_chance() throws Exception {
    Map<String, List<Cell>> compared = new LinkedHashMap<>();
    Histories retail =
        NextBasketBenchmark.read(RETAIL.formatted(SharedData.require("uci_online_retail.csv.gz")));
    compared.put(
        "Online Retail", compare(IntStream.of(RETAIL_DAYS).mapToObj(day -> run(retail, day))));
    for (StrangeShop shop : StrangeShop.values()) {
      compared.put(
          shop.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          compare(
              LongStream.rangeClosed(101, 110)
                  .mapToObj(seed -> run(shop.histories(seed), shop.lastDay()))));
    }

    FigurePage.require("cross-sell-next-basket.md", HEAD + tables(compared));
    assertThat(compared.values()).allSatisfy(cells -> assertThat(cells).isNotEmpty());
    assertThat(compared.values().stream().flatMap(List::stream)).noneMatch(Cell::isLost);
    assertThat(compared.get("Online Retail")).allMatch(cell -> cell.difference() > 0);
  }

  private static List<Line> run(Histories histories, int lastDay) {
    return NextBasketBacktest.run(histories, lastDay, OPTIONS);
  }

  private static List<Cell> compare(Stream<List<Line>> runs) {
    return NextBasketComparison.of(runs.toList());
  }

  private static String tables(Map<String, List<Cell>> compared) {
    StringBuilder page = new StringBuilder();
    compared.forEach(
        (shop, cells) -> {
          page.append("\n## ").append(shop).append("\n\n");
          page.append("| part | measure | at 5 | at 10 | at 20 |\n|---|---|---|---|---|\n");
          for (int i = 0; i < cells.size(); i += Tally.LENGTHS.size()) {
            page.append(
                "| %s | %s |"
                    .formatted(cells.get(i).part(), cells.get(i).measure())
                    .toLowerCase(Locale.ROOT));
            cells.subList(i, i + Tally.LENGTHS.size()).forEach(cell -> page.append(text(cell)));
            page.append('\n');
          }
        });
    return page.toString();
  }

  private static String text(Cell cell) {
    return String.format(
        Locale.ROOT,
        " %.4f, %+.4f ± %.4f%s |",
        cell.score(),
        cell.difference(),
        cell.error(),
        cell.isLost() ? " lost" : "");
  }
}
