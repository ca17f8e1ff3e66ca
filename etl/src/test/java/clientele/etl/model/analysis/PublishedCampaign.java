package clientele.etl.model.analysis;

import clientele.etl.analytics.FigureTables;
import clientele.etl.engine.PublishedReader;
import java.util.List;

/** Figures of a real e-mail test, as a night publishes them. */
final class PublishedCampaign {

  private final FigureTables figures;
  private final PublishedReader published;

  private PublishedCampaign(FigureTables figures, PublishedReader published) {
    this.figures = figures;
    this.published = published;
  }

  static void add(FigureTables figures, PublishedReader published) {
    PublishedCampaign campaign = new PublishedCampaign(figures, published);
    campaign.effects();
    campaign.segments();
  }

  private void effects() {
    figures.section("Hillstrom, published: effects");
    expect(
        "Mens",
        "visit",
        "0.0765895637 0.0699533033 0.083225824 0.721404617 0.638413754 0.804395479 0.585044"
            + " 0.857765 9.13419504e-05 0.0764111475");
    expect(
        "Mens",
        "conversion",
        "0.00680500652 0.0050001131 0.00860989993 1.18842188 0.7215273 1.65531645 0.421281 1.955563"
            + " 1.10448503e-05 0.00678343286");
    expect(
        "Mens",
        "revenue",
        "0.769827156 0.485139733 1.05451458 1.17928877 0.544284761 1.81429278 0.135932 2.222645"
            + " 0.00122289652 0.767438499");
    expect(
        "Womens",
        "visit",
        "0.0452331066 0.0388936422 0.051572571 0.42605507 0.354398737 0.497711404 0.308309 0.543801"
            + " 8.35343934e-05 0.0450949424");
    expect(
        "Womens",
        "conversion",
        "0.00311105751 0.00149863012 0.0047234849 0.543313044 0.193230331 0.893395757 -0.031944"
            + " 1.118570 8.71695969e-06 0.00309663983");
    expect(
        "Womens",
        "revenue",
        "0.424412216 0.16895679 0.679867642 0.650151864 0.149112461 1.15119127 -0.173157 1.473460"
            + " 0.00103465129 0.422700923");
    probabilities();
    figures
        .rounded("sample ratio: p", "0.90369296", effect("Mens", "visit", "sample_ratio_p"))
        .rounded("men: orders", "144.994", effect("Mens", "conversion", "incremental_total"))
        .rounded("men: revenue", "16402.71", effect("Mens", "revenue", "incremental_total"))
        .rounded("women: orders", "66.536", effect("Womens", "conversion", "incremental_total"))
        .rounded("women: revenue", "9076.90", effect("Womens", "revenue", "incremental_total"))
        .rounded("men: e-mails for one more buyer", "146.95", mailsForOneMore("Mens"))
        .rounded("women: e-mails for one more buyer", "321.43", mailsForOneMore("Womens"))
        .add("men: attributed orders", 267, effect("Mens", "conversion", "attributed_total"), 0)
        .add(
            "men: attributed revenue",
            30_311.69,
            effect("Mens", "revenue", "attributed_total"),
            1e-9)
        .rounded(
            "men: orders overstated by", "0.84", effect("Mens", "conversion", "overstated_share"))
        .rounded(
            "men: revenue overstated by", "0.85", effect("Mens", "revenue", "overstated_share"))
        .rounded(
            "value of an order, control",
            "114.002705",
            effect("Mens", "order_value", "mean_control"))
        .rounded(
            "value of an order, men", "-0.475776", effect("Mens", "order_value", "absolute_effect"))
        .rounded(
            "value of an order, men: low",
            "-23.0667",
            effect("Mens", "order_value", "absolute_low"))
        .rounded(
            "value of an order, men: high",
            "22.1152",
            effect("Mens", "order_value", "absolute_high"))
        .rounded(
            "value of an order, women",
            "7.892057",
            effect("Womens", "order_value", "absolute_effect"))
        .rounded(
            "value of an order, women: low",
            "-15.7247",
            effect("Womens", "order_value", "absolute_low"))
        .rounded(
            "value of an order, women: high",
            "31.5088",
            effect("Womens", "order_value", "absolute_high"))
        .rounded("value of an order, men: p", "0.967", effect("Mens", "order_value", "p"))
        .rounded("value of an order, women: p", "0.512", effect("Womens", "order_value", "p"));
  }

  private void probabilities() {
    figures
        .rounded("Mens, conversion: p", "1.50e-13", effect("Mens", "conversion", "p"))
        .rounded("Mens, revenue: p", "1.163815e-07", effect("Mens", "revenue", "p"))
        .rounded("Womens, conversion: p", "0.000155973", effect("Womens", "conversion", "p"))
        .rounded("Womens, revenue: p", "0.0011293971", effect("Womens", "revenue", "p"));
    expectAlwaysValid("Mens", "visit", "6.35e-62");
    expectAlwaysValid("Mens", "conversion", "3.91e-05");
    expectAlwaysValid("Mens", "revenue", "0.0121065");
    expectAlwaysValid("Womens", "visit", "7.18e-29");
    expectAlwaysValid("Womens", "conversion", "0.0868248");
    expectAlwaysValid("Womens", "revenue", "0.342353");
  }

  private void expectAlwaysValid(String arm, String metric, String expected) {
    figures.rounded(
        arm + ", " + metric + ": anytime_relative_p",
        expected,
        effect(arm, metric, "anytime_relative_p"));
  }

  private double mailsForOneMore(String arm) {
    return effect(arm, "conversion", "people_treatment")
        / effect(arm, "conversion", "incremental_total");
  }

  private void segments() {
    figures
        .section("Hillstrom, published: women's e-mail, visits, by segment")
        .rounded(
            "never bought women's",
            "0.011078",
            segment("category", "Womens", "not bought", "absolute_effect"))
        .rounded(
            "bought women's",
            "0.073115",
            segment("category", "Womens", "bought", "absolute_effect"))
        .rounded(
            "women's: Q",
            "94.2133",
            segment("category", "Womens", "bought", "interaction_statistic"))
        .rounded("women's: p", "2.8e-22", segment("category", "Womens", "bought", "interaction_p"))
        .rounded(
            "men's: Q", "64.4239", segment("category", "Mens", "bought", "interaction_statistic"))
        .rounded(
            "newbie: Q", "2.5424", segment("tenure", "", "under a year", "interaction_statistic"))
        .rounded(
            "channel: Q",
            "0.0599",
            segment("acquisition_channel", "", "Web", "interaction_statistic"))
        .rounded("zip: Q", "3.6309", segment("region", "", "Rural", "interaction_statistic"));
  }

  private void expect(String arm, String metric, String expected) {
    List<String> columns =
        List.of(
            "absolute_effect",
            "absolute_low",
            "absolute_high",
            "relative_effect",
            "relative_low",
            "relative_high",
            "anytime_relative_low",
            "anytime_relative_high",
            "cuped_theta",
            "cuped_effect");
    String[] figure = expected.split(" ");
    for (int column = 0; column < figure.length; column++) {
      double value = Double.parseDouble(figure[column]);
      figures.add(
          arm + ", " + metric + ": " + columns.get(column),
          value,
          effect(arm, metric, columns.get(column)),
          Math.max(1e-6 * Math.abs(value), columns.get(column).startsWith("anytime") ? 5.1e-7 : 0));
    }
  }

  private double effect(String arm, String metric, String column) {
    return one(
        "select %s from rpt_campaign_effect where arm = '%s E-Mail' and metric = '%s'"
            .formatted(column, arm, metric));
  }

  private double segment(String dimension, String about, String segment, String column) {
    return one(
        "select %s from rpt_campaign_segment_effect where arm = 'Womens E-Mail' and metric = 'visit' and dimension = '%s' and about = '%s' and segment = '%s'"
            .formatted(column, dimension, about, segment));
  }

  private double one(String sql) {
    return Double.parseDouble(published.show(sql, 2).rows().get(0).get(0));
  }
}
