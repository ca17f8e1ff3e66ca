package clientele.etl.analytics.attribution;

import clientele.etl.analytics.FigureTables;
import clientele.etl.analytics.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * PathData of the R package ChannelAttribution: 10,000 paths of up to 89 touches. First, last and
 * linear are the package's own figures, which are exact; the others are independent computations
 * with numpy, Markov by the solution of the absorbing chain, which the package only simulates.
 */
public final class AttributionFigures {

  private static final String[] PLACES = {
    "alpha", "beta", "delta", "epsilon", "eta", "gamma", "iota", "kappa", "lambda", "mi", "theta",
    "zeta"
  };

  /** As the package simulates it with seed 0, in the order of the places. */
  private static final String SIMULATED =
      "5357.332 2550.139 8.160 624.274 3345.783 163.209 3794.607 310.097 1305.671 4.080 1974.828"
          + " 346.819";

  private final FigureTables figures;
  private final List<TouchPath> paths;
  private final BigDecimal value;

  private AttributionFigures(FigureTables figures, List<String[]> rows) {
    this.figures = figures;
    this.paths =
        rows.stream()
            .map(
                cells ->
                    new TouchPath(
                        TouchPath.parse(cells[0]),
                        Double.parseDouble(cells[1]),
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3])))
            .toList();
    this.value =
        rows.stream()
            .map(cells -> new BigDecimal(cells[2]))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public static void add(FigureTables figures) {
    try (Stream<String> lines = SharedData.lines("channelattribution_pathdata.csv.gz")) {
      List<String[]> rows =
          lines.skip(1).map(line -> line.replace("\"", "").split(",", -1)).toList();
      new AttributionFigures(figures, rows).add();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void add() {
    thePaths();
    rules();
    markov();
    smallCases();
  }

  private void thePaths() {
    figures
        .section("Attribution: paths (ChannelAttribution PathData)")
        .add("paths", 10_000, paths.size(), 0)
        .add("conversions", 19_785, paths.stream().mapToDouble(TouchPath::conversions).sum(), 0)
        .rounded("value", "74802.97159", value.doubleValue())
        .add("null", 68_602, paths.stream().mapToDouble(TouchPath::nulls).sum(), 0)
        .add(
            "longest",
            89,
            paths.stream().mapToInt(path -> path.touches().size()).max().orElseThrow(),
            0)
        .add(
            "of one touch",
            803,
            paths.stream().filter(path -> path.touches().size() == 1).count(),
            0);
  }

  private void rules() {
    figures.section("Attribution: conversions by rule");
    expect("first", new CreditRule.First(), "6308 2831 1 99 3164 165 4606 74 902 2 1606 27");
    expect("last", new CreditRule.Last(), "8447 989 5 531 4167 92 3355 230 1207 2 653 107");
    expect(
        "linear",
        new CreditRule.Linear(),
        "7574.718594 2083.500145 1.725000 272.170438 3539.951157 121.041639 3857.096221 137.964078"
            + " 1035.257572 2.222222 1022.801394 136.551540");
    expect(
        "40/20/40",
        new CreditRule.Position(.4, .4),
        "7444.823759 1969.766179 2.586667 301.050233 3618.796149 125.240911 3944.948166 147.459557"
            + " 1046.903901 2.057143 1092.744472 88.622864");
    expect(
        "time decay",
        new CreditRule.TimeDecay(1),
        "8046.628115 1599.388346 2.955756 402.682628 3796.251946 105.885513 3522.450780 186.427757"
            + " 1126.505321 2.500978 864.872374 128.450485");
    expect(
        "Shapley",
        new CreditRule.Shapley(),
        "7627.944048 1982.739286 2.292857 374.677381 3613.655952 138.185714 3505.044048 159.057143"
            + " 987.782143 2.666667 1190.963095 199.991667");
    figures
        .rounded(
            "linear value: alpha",
            "24524.709568834",
            credits(new CreditRule.Linear(), paths).get("alpha").value())
        .rounded(
            "linear value: iota",
            "15988.988995",
            credits(new CreditRule.Linear(), paths).get("iota").value())
        .rounded(
            "linear value: eta",
            "13783.497051",
            credits(new CreditRule.Linear(), paths).get("eta").value())
        .rounded(
            "first value: alpha",
            "19121.2723558",
            credits(new CreditRule.First(), paths).get("alpha").value())
        .rounded(
            "last value: alpha",
            "28414.2142744",
            credits(new CreditRule.Last(), paths).get("alpha").value())
        .add(
            "Shapley: most from the mean over all coalitions",
            0,
            differenceFromAllCoalitions(),
            1e-8);
  }

  private void markov() {
    MarkovPaths chain = chain(1, paths);
    String[] effects =
        ".558399490 .264038536 .000481996 .062638582 .349026332 .017879974 .405835004 .028663387 .134022123 .000179946 .206010463 .039810518"
            .split(" ");
    String[] simulated = SIMULATED.split(" ");
    String[] conversions =
        "5344.947682 2527.352167 4.613618 599.570650 3340.847402 171.145443 3884.614702 274.363256 1282.847223 1.722425 1971.912880 381.062553"
            .split(" ");
    Map<String, Double> removal = chain.removalEffects().orElseThrow();
    Map<String, Double> shares = MarkovPaths.shares(removal);
    figures.section("Attribution: Markov chain of order 1");
    for (int place = 0; place < PLACES.length; place++) {
      figures.rounded(
          PLACES[place] + ": removal effect", effects[place], removal.get(PLACES[place]));
      figures.rounded(
          PLACES[place] + ": conversions", conversions[place], 19_785 * shares.get(PLACES[place]));
      figures.widened(
          PLACES[place] + ": conversions, of the package",
          Double.parseDouble(simulated[place]),
          19_785 * shares.get(PLACES[place]),
          .005 * 19_785,
          "the package simulates: half a percent of all");
    }
    MarkovPaths sure =
        chain(
            1,
            paths.stream()
                .filter(path -> path.conversions() > 0)
                .map(path -> new TouchPath(path.touches(), path.conversions(), path.value(), 0))
                .toList());
    figures
        .add(
            "all conversions",
            19_785,
            shares.values().stream().mapToDouble(share -> 19_785 * share).sum(),
            1e-8)
        .rounded("conversion rate", ".2238451356", chain.conversionRate().orElseThrow())
        .add(
            "conversion rate less that of the paths",
            0,
            chain.conversionRate().orElseThrow() - 19_785 / (19_785.0 + 68_602),
            1e-12)
        .rounded("start to alpha", ".3263602113", chain.transition("", "alpha"))
        .rounded("alpha to alpha", ".6450525207", chain.transition("alpha", "alpha"))
        .rounded("alpha to conversion", ".05294066033", chain.conversion("alpha"))
        .rounded("alpha to null", ".1876770538", chain.loss("alpha"))
        .rounded(
            "without nulls: alpha", ".561718844", sure.removalEffects().orElseThrow().get("alpha"))
        .rounded(
            "without nulls: iota", ".416397551", sure.removalEffects().orElseThrow().get("iota"))
        .rounded("without nulls: eta", ".357505384", sure.removalEffects().orElseThrow().get("eta"))
        .rounded(
            "all value",
            "74802.97159",
            shares.values().stream().mapToDouble(share -> share * value.doubleValue()).sum())
        .add("most that steps to the same place change", 0, changeWithoutLoops(removal), 1e-12);
  }

  private double changeWithoutLoops(Map<String, Double> removal) {
    Map<String, Double> straight =
        chain(
                1,
                paths.stream()
                    .map(
                        path ->
                            new TouchPath(
                                withoutLoops(path.touches()),
                                path.conversions(),
                                path.value(),
                                path.nulls()))
                    .toList())
            .removalEffects()
            .orElseThrow();
    return Stream.of(PLACES)
        .mapToDouble(place -> Math.abs(straight.get(place) - removal.get(place)))
        .max()
        .orElseThrow();
  }

  private static List<TouchPath.Touch> withoutLoops(List<TouchPath.Touch> touches) {
    return IntStream.range(0, touches.size())
        .filter(
            touch ->
                touch == 0 || !touches.get(touch).place().equals(touches.get(touch - 1).place()))
        .mapToObj(touches::get)
        .toList();
  }

  /**
   * The most by which the equal split among a path's distinct places differs from the mean of what
   * a place adds to the coalitions of the others, over all 2^12 of them.
   */
  private double differenceFromAllCoalitions() {
    List<String> places = List.of(PLACES);
    int all = 1 << places.size();
    double[] worth = new double[all];
    for (TouchPath path : paths) {
      int own = 0;
      for (TouchPath.Touch touch : path.touches()) {
        own |= 1 << places.indexOf(touch.place());
      }
      worth[own] += path.conversions();
    }
    for (int place = 0; place < places.size(); place++) {
      for (int coalition = 0; coalition < all; coalition++) {
        if ((coalition >> place & 1) == 1) {
          worth[coalition] += worth[coalition ^ 1 << place];
        }
      }
    }
    double[] added = new double[places.size()];
    for (int coalition = 0; coalition < all; coalition++) {
      int size = Integer.bitCount(coalition);
      for (int place = 0; place < places.size(); place++) {
        if ((coalition >> place & 1) == 0) {
          added[place] +=
              (worth[coalition | 1 << place] - worth[coalition])
                  / (places.size()
                      * CombinatoricsUtils.binomialCoefficientDouble(places.size() - 1, size));
        }
      }
    }
    Map<String, Credits.Credit> credits = credits(new CreditRule.Shapley(), paths);
    return IntStream.range(0, places.size())
        .mapToDouble(place -> Math.abs(added[place] - credits.get(places.get(place)).conversions()))
        .max()
        .orElseThrow();
  }

  /** Cases of eeghor/mta. */
  private void smallCases() {
    MarkovPaths steps = chain(1, List.of(path("a > b", 3, 1), path("a > c", 1, 1)));
    List<TouchPath> six =
        List.of(
            path("A", 3),
            path("A > B", 3),
            path("A > B > C", 3),
            path("B", 3),
            path("B > A", 3),
            path("B > C > A", 3),
            path("C", 3),
            path("C > A", 3),
            path("C > B > A", 3));
    figures
        .section("Attribution: small cases (eeghor/mta, DP6)")
        .add("a to b, of 3", 2, 3 * steps.transition("a", "b"), 1e-12)
        .add("a to c, of 3", 1, 3 * steps.transition("a", "c"), 1e-12)
        .add("b to conversion", .75, steps.conversion("b"), 1e-12)
        .add("c to conversion", .5, steps.conversion("c"), 1e-12)
        .add(
            "Shapley of a and a > b: a",
            7,
            conversions(new CreditRule.Shapley(), List.of(path("a", 4), path("a > b", 6)), "a"),
            1e-12)
        .add(
            "Shapley of a and a > b: b",
            3,
            conversions(new CreditRule.Shapley(), List.of(path("a", 4), path("a > b", 6)), "b"),
            1e-12)
        .add(
            "Shapley of four",
            2.5,
            conversions(new CreditRule.Shapley(), List.of(path("a > b > c > d", 10)), "d"),
            1e-12)
        .add(
            "linear a > a > b: a",
            4,
            conversions(new CreditRule.Linear(), List.of(path("a > a > b", 6)), "a"),
            1e-12)
        .add(
            "linear a > a > b: b",
            2,
            conversions(new CreditRule.Linear(), List.of(path("a > a > b", 6)), "b"),
            1e-12)
        .add(
            "position 40/40 of two",
            5,
            conversions(new CreditRule.Position(.4, .4), List.of(path("x > y", 10)), "x"),
            1e-12)
        .add(
            "position 30/70 of two: first",
            3,
            conversions(new CreditRule.Position(.3, .7), List.of(path("x > y", 10)), "x"),
            1e-12)
        .add(
            "position 30/70 of two: last",
            7,
            conversions(new CreditRule.Position(.3, .7), List.of(path("x > y", 10)), "y"),
            1e-12)
        .add("DP6 first: A", 9, conversions(new CreditRule.First(), six, "A"), 0)
        .add("DP6 first: B", 9, conversions(new CreditRule.First(), six, "B"), 0)
        .add("DP6 first: C", 9, conversions(new CreditRule.First(), six, "C"), 0)
        .add("DP6 last: A", 15, conversions(new CreditRule.Last(), six, "A"), 0)
        .add("DP6 last: B", 6, conversions(new CreditRule.Last(), six, "B"), 0)
        .add("DP6 last: C", 6, conversions(new CreditRule.Last(), six, "C"), 0)
        .add("DP6 linear: A", 10.5, conversions(new CreditRule.Linear(), six, "A"), 1e-12)
        .add("DP6 linear: B", 9, conversions(new CreditRule.Linear(), six, "B"), 1e-12)
        .add("DP6 linear: C", 7.5, conversions(new CreditRule.Linear(), six, "C"), 1e-12)
        .add("places of a blank path", 0, TouchPath.parse("  ").size(), 0)
        .add("places of a >  > b", 2, TouchPath.parse("a >  > b").size(), 0);
  }

  private void expect(String name, CreditRule rule, String expected) {
    Map<String, Credits.Credit> credits = credits(rule, paths);
    String[] figure = expected.split(" ");
    for (int place = 0; place < PLACES.length; place++) {
      figures.rounded(
          name + ": " + PLACES[place],
          figure[place].contains(".") ? figure[place] : figure[place] + ".000000",
          credits.get(PLACES[place]).conversions());
    }
    figures
        .add(
            name + ": all",
            19_785,
            credits.values().stream().mapToDouble(Credits.Credit::conversions).sum(),
            1e-8)
        .rounded(
            name + ": all value",
            "74802.97159",
            credits.values().stream().mapToDouble(Credits.Credit::value).sum());
  }

  private static Map<String, Credits.Credit> credits(CreditRule rule, List<TouchPath> some) {
    Credits credits = new Credits(rule);
    some.forEach(credits::add);
    return credits.byPlace();
  }

  private static double conversions(CreditRule rule, List<TouchPath> some, String place) {
    return credits(rule, some).get(place).conversions();
  }

  private static MarkovPaths chain(int order, List<TouchPath> some) {
    MarkovPaths chain = new MarkovPaths(order);
    some.forEach(chain::add);
    return chain;
  }

  private static TouchPath path(String text, double conversions) {
    return path(text, conversions, 0);
  }

  private static TouchPath path(String text, double conversions, double nulls) {
    return new TouchPath(TouchPath.parse(text), conversions, conversions, nulls);
  }
}
