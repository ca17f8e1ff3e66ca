package clientele.etl.model.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.FigurePage;
import clientele.etl.analytics.FigureTables;
import clientele.etl.analytics.basket.GroceryFigures;
import clientele.etl.analytics.basket.RetailBasketFigures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every published or independently computed figure of baskets, intervals and sequences, and ours.
 */
class CrossSellFiguresTest {

  private static final String HEAD =
      """
      # Cross-sell: known figures and ours

      Groceries is the set of the R package arules, 9,835 baskets of a month; Online Retail the UCI log
      of a wholesaler, with a customer, without cancellations, quantity and price above 0. Counts must
      be equal, ratios to half a unit of the last digit known or to 6e-9 of themselves. The small sets
      of other libraries' tests are in FrequentItemsetsTest. Rules with an empty left side are not made
      (21,633 at .001 and .2, where apriori by default says 21,634). What was planted in made-up
      companies and found again: [cross-sell-planted](cross-sell-planted.md); when goods were due there
      and when bought: [cross-sell-due](cross-sell-due.md); next baskets beside counting:
      [cross-sell-next-basket](cross-sell-next-basket.md). CrossSellFiguresTest writes this page.
      """;

  @TempDir Path scratch;

  @Test
  void every_known_figure_comes_out() {
    FigureTables figures = new FigureTables();
    GroceryFigures.add(figures);
    RetailBasketFigures.add(figures);
    RetailLogFigures.add(figures, scratch);

    assertThat(figures.size()).isGreaterThan(200);
    assertThat(figures.unmet()).isEmpty();
    FigurePage.require("cross-sell.md", HEAD + figures.tables());
  }
}
