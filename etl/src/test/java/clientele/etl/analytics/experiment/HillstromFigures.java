package clientele.etl.analytics.experiment;

import static clientele.etl.analytics.experiment.Hillstrom.CONTROL;
import static clientele.etl.analytics.experiment.Hillstrom.MENS;
import static clientele.etl.analytics.experiment.Hillstrom.WOMENS;
import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.FigureTables;
import clientele.etl.analytics.experiment.UpliftCurve.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * A real e-mail test with three arms. Expected figures: independent computations with numpy, scipy
 * and gbstats; uplift curves by scikit-uplift; those of two published analyses of the same file
 * (aokassamali/Hillstrom-emails-experiment, Carlos-Orellana-Heredia/hillstrom-email-experiment)
 * agree where they have them.
 */
public final class HillstromFigures {

  private final FigureTables figures;
  private final List<Hillstrom> all;
  private final Map<String, List<Hillstrom>> arms;

  private HillstromFigures(FigureTables figures, List<Hillstrom> all) {
    this.figures = figures;
    this.all = all;
    this.arms = all.stream().collect(Collectors.groupingBy(Hillstrom::arm));
  }

  public static void add(FigureTables figures) {
    try {
      new HillstromFigures(figures, Hillstrom.read()).add();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void add() {
    sums();
    effects();
    pValues();
    orderValues();
    incrementalAndAttributed();
    effectsBySegment();
    sampleSizes();
    upliftCurves();
    upliftOfTheHighestScores();
  }

  private void sums() {
    figures.section("Hillstrom: arms");
    expectArm(CONTROL, 21_306, 2_262, 122, "13908.33", "2870050.3621");
    expectArm(MENS, 21_307, 3_894, 267, "30311.69", "6759024.4973");
    expectArm(WOMENS, 21_387, 3_238, 189, "23038.11", "4911446.5763");
    Moments total =
        Hillstrom.moments(all, Hillstrom::visit, Hillstrom::conversion, Hillstrom::spend);
    figures
        .rounded("No E-Mail: share of visits", "0.106167", rate(CONTROL, Hillstrom::visit))
        .rounded(
            "No E-Mail: share of conversions", "0.005726", rate(CONTROL, Hillstrom::conversion))
        .rounded("No E-Mail: mean spend", "0.652789", rate(CONTROL, Hillstrom::spend))
        .rounded("Mens E-Mail: share of visits", "0.182757", rate(MENS, Hillstrom::visit))
        .rounded("Mens E-Mail: share of conversions", "0.012531", rate(MENS, Hillstrom::conversion))
        .rounded("Mens E-Mail: mean spend", "1.422617", rate(MENS, Hillstrom::spend))
        .rounded("Womens E-Mail: share of visits", "0.151400", rate(WOMENS, Hillstrom::visit))
        .rounded(
            "Womens E-Mail: share of conversions", "0.008837", rate(WOMENS, Hillstrom::conversion))
        .rounded("Womens E-Mail: mean spend", "1.077202", rate(WOMENS, Hillstrom::spend))
        .rounded("all: visit", "0.14678", total.mean(0))
        .rounded("all: conversion", "0.00903", total.mean(1))
        .rounded("all: spend", "1.05091", total.mean(2));
    List<Long> members =
        List.of(CONTROL, MENS, WOMENS).stream().map(arm -> (long) arms.get(arm).size()).toList();
    double thirds = SampleRatio.p(members, List.of(1., 1., 1.));
    figures
        .rounded("sample ratio of thirds: chi-square", "0.20253125", -2 * Math.log(thirds))
        .rounded("sample ratio of thirds: p", "0.90369296", thirds)
        .rounded(
            "sample ratio of men and control: p",
            "0.99613484",
            SampleRatio.p(members.subList(0, 2), List.of(.5, .5)));
    long[] segments = {22970, 14254, 12289, 6409, 4911, 1859, 1308};
    Map<String, Long> bySegment =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    Hillstrom::historySegment, TreeMap::new, Collectors.counting()));
    int place = 0;
    for (Map.Entry<String, Long> segment : bySegment.entrySet()) {
      figures.add("history " + segment.getKey(), segments[place++], segment.getValue(), 0);
    }
  }

  private void effects() {
    figures.section("Hillstrom: effects");
    effect(
        MENS,
        "visit",
        Hillstrom::visit,
        true,
        "0.0765895637 0.0699533033 0.083225824 0.721404617 0.638413754 0.804395479 22.486041"
            + " 0.585044 0.857765 6.35e-62 9.13419504e-05 0.0764111475 0.00337836048");
    effect(
        MENS,
        "conversion",
        Hillstrom::conversion,
        true,
        "0.00680500652 0.0050001131 0.00860989993 1.18842188 0.7215273 1.65531645 7.385114 0.421281"
            + " 1.955563 3.91e-05 1.10448503e-05 0.00678343286 0.000920467142");
    effect(
        MENS,
        "spend",
        Hillstrom::spend,
        false,
        "0.769827156 0.485139733 1.05451458 1.17928877 0.544284761 1.81429278 5.300140 0.135932"
            + " 2.222645 0.0121065 0.00122289652 0.767438499 0.145215042");
    effect(
        WOMENS,
        "visit",
        Hillstrom::visit,
        true,
        "0.0452331066 0.0388936422 0.051572571 0.42605507 0.354398737 0.497711404 13.949181"
            + " 0.308309 0.543801 7.18e-29 8.35343934e-05 0.0450949424 0.0032279809");
    effect(
        WOMENS,
        "conversion",
        Hillstrom::conversion,
        true,
        "0.00311105751 0.00149863012 0.0047234849 0.543313044 0.193230331 0.893395757 3.779561"
            + " -0.031944 1.118570 0.0868248 8.71695969e-06 0.00309663983 0.000822399508");
    effect(
        WOMENS,
        "spend",
        Hillstrom::spend,
        false,
        "0.424412216 0.16895679 0.679867642 0.650151864 0.149112461 1.15119127 3.256372 -0.173157"
            + " 1.473460 0.342353 0.00103465129 0.422700923 0.130308219");
  }

  private void pValues() {
    figures
        .section("Hillstrom: p")
        .rounded(
            "men, visit, by the normal law",
            "2.71e-113",
            normalP(pair(MENS, Hillstrom::visit, true)))
        .rounded("men, conversion", "1.50e-13", p(pair(MENS, Hillstrom::conversion, true)))
        .rounded("men, spend", "1.163815e-07", p(pair(MENS, Hillstrom::spend, false)))
        .rounded("men, spend, relative", "0.000273", relativeP(pair(MENS, Hillstrom::spend, false)))
        .rounded(
            "women, visit, by pooled z",
            "3.2e-44",
            new SharePair(21_306, 2_262, 21_387, 3_238).judge(.05).p())
        .rounded("women, conversion", "0.000155973", p(pair(WOMENS, Hillstrom::conversion, true)))
        .rounded("women, spend", "0.0011293971", p(pair(WOMENS, Hillstrom::spend, false)))
        .rounded("men, spend, Mann-Whitney", "1.58e-13", mannWhitney(MENS))
        .rounded("women, spend, Mann-Whitney", "0.000155", mannWhitney(WOMENS));
  }

  private void orderValues() {
    Contrast.Measured men = measured(Contrast.absolute(orderValue(CONTROL), orderValue(MENS)));
    Contrast.Measured women = measured(Contrast.absolute(orderValue(CONTROL), orderValue(WOMENS)));
    figures.section("Hillstrom: value of an order");
    figures
        .rounded("control", "114.002705", orderValue(CONTROL).mean())
        .rounded("men", "113.526929", orderValue(MENS).mean())
        .rounded("women", "121.894762", orderValue(WOMENS).mean());
    expectDifference("men", men, "-0.475776", "-23.0667", "22.1152", "0.967");
    expectDifference("women", women, "7.892057", "-15.7247", "31.5088", "0.512");
  }

  private void incrementalAndAttributed() {
    figures.section("Hillstrom: incremental and attributed");
    double men = arms.get(MENS).size();
    double women = arms.get(WOMENS).size();
    double menConversions = pair(MENS, Hillstrom::conversion, true).absolute().value() * men;
    double menSpend = pair(MENS, Hillstrom::spend, false).absolute().value() * men;
    double womenConversions = pair(WOMENS, Hillstrom::conversion, true).absolute().value() * women;
    double womenSpend = pair(WOMENS, Hillstrom::spend, false).absolute().value() * women;
    figures
        .rounded("men: conversions", "144.994", menConversions)
        .rounded("men: revenue", "16402.71", menSpend)
        .rounded("men: e-mails for one more buyer", "146.95", men / menConversions)
        .rounded("women: conversions", "66.536", womenConversions)
        .rounded("women: revenue", "9076.90", womenSpend)
        .rounded("women: e-mails for one more buyer", "321.43", women / womenConversions)
        .rounded("men: attributed conversions overstate by", "0.84", 267 / menConversions - 1)
        .rounded("men: attributed revenue overstates by", "0.85", 30_311.69 / menSpend - 1);
  }

  private void effectsBySegment() {
    figures.section("Hillstrom: women's e-mail, visits, by segment");
    Interaction womens = interaction(Hillstrom::womens);
    Interaction mens = interaction(Hillstrom::mens);
    figures
        .rounded(
            "never bought women's", "0.011078", visitEffect(member -> member.womens().equals("0")))
        .rounded("bought women's", "0.073115", visitEffect(member -> member.womens().equals("1")))
        .rounded("women's: Q", "94.2133", womens.q())
        .rounded("women's: p", "2.8e-22", womens.p())
        .rounded("never bought men's", "0.073985", visitEffect(member -> member.mens().equals("0")))
        .rounded("bought men's", "0.021753", visitEffect(member -> member.mens().equals("1")))
        .rounded("men's: Q", "64.4239", mens.q())
        .rounded("newbie: Q", "2.5424", interaction(Hillstrom::newbie).q())
        .rounded("newbie: p", "0.1108", interaction(Hillstrom::newbie).p())
        .rounded("channel: Q", "0.0599", interaction(Hillstrom::channel).q())
        .rounded("channel: p", "0.970", interaction(Hillstrom::channel).p())
        .rounded("zip: Q", "3.6309", interaction(Hillstrom::zipCode).q())
        .rounded("zip: p", "0.163", interaction(Hillstrom::zipCode).p())
        .rounded("history: Q", "5.1091", interaction(Hillstrom::historySegment).q())
        .rounded("history: p", "0.530", interaction(Hillstrom::historySegment).p());
  }

  private void sampleSizes() {
    double baseline = 122.0 / 21_306;
    figures
        .section("Hillstrom: members of each arm for a power of 80 %")
        .rounded("10 % more", "286117.3", Power.membersPerArm(baseline, .1, .05, .8))
        .rounded("50 % more", "13605.2", Power.membersPerArm(baseline, .5, .05, .8))
        .rounded("twice as many", "4072.9", Power.membersPerArm(baseline, 1, .05, .8));
  }

  private void upliftCurves() {
    figures.section("Hillstrom: Qini and uplift areas");
    ToDoubleFunction<Hillstrom> history = member -> member.history().doubleValue();
    ToDoubleFunction<Hillstrom> recent = member -> -member.recency();
    ToDoubleFunction<Hillstrom> womens = member -> Double.parseDouble(member.womens());
    ToDoubleFunction<Hillstrom> mens = member -> Double.parseDouble(member.mens());
    Predicate<Hillstrom> toMen = member -> member.arm().equals(MENS);
    Predicate<Hillstrom> toWomen = member -> member.arm().equals(WOMENS);
    curve(
        "men, visit, history",
        toMen,
        Hillstrom::hasVisited,
        history,
        "0.018433401 0.066716775 0.009578424");
    curve(
        "men, visit, recent",
        toMen,
        Hillstrom::hasVisited,
        recent,
        "0.011848925 0.042885308 0.006381167");
    curve(
        "men, conversion, history",
        toMen,
        Hillstrom::hasBought,
        history,
        "0.069611892 0.186425476 0.002526703");
    curve(
        "women, visit, history",
        toWomen,
        Hillstrom::hasVisited,
        history,
        "0.002621514 0.014259109 0.001047635");
    curve(
        "women, visit, women's",
        toWomen,
        Hillstrom::hasVisited,
        womens,
        "0.064015508 0.348197299 0.029431161");
    curve(
        "women, visit, men's",
        toWomen,
        Hillstrom::hasVisited,
        mens,
        "-0.054003804 -0.293740989 -0.024884358");
    curve(
        "women, conversion, women's",
        toWomen,
        Hillstrom::hasBought,
        womens,
        "0.077048912 0.359861827 0.002220825");
    curve(
        "any, visit, women's",
        member -> !member.arm().equals(CONTROL),
        Hillstrom::hasVisited,
        womens,
        "0.037469400 0.160918673 0.021617795");
  }

  /** Ties are ordered as in the reference: the later row first. */
  private void upliftOfTheHighestScores() {
    List<Hillstrom> ordered = new ArrayList<>();
    all.stream().filter(member -> !member.arm().equals(MENS)).forEach(ordered::add);
    Collections.reverse(ordered);
    ordered.sort(Comparator.comparing(Hillstrom::history).reversed());
    List<Hillstrom> treated =
        ordered.stream().filter(member -> member.arm().equals(WOMENS)).toList();
    List<Hillstrom> control =
        ordered.stream().filter(member -> member.arm().equals(CONTROL)).toList();
    figures.section("Hillstrom: women's e-mail, visits, by history from the highest down");
    figures.rounded(
        "first 30 %, overall",
        "0.047942389", effect(ordered.subList(0, (int) (ordered.size() * .3))));
    figures.rounded(
        "first 30 % of each group",
        "0.048406674",
        visits(treated.subList(0, (int) (treated.size() * .3))).mean()
            - visits(control.subList(0, (int) (control.size() * .3))).mean());
    String tenths =
        "2128 2142 0.060104 2180 2090 0.049835 2144 2126 0.034283 2146 2123 0.035019 2173 2096"
            + " 0.042726 2080 2189 0.031761 2106 2163 0.056571 2189 2080 0.053249 2097 2172"
            + " 0.045373 2144 2125 0.040727";
    String[] expected = tenths.split(" ");
    int from = 0;
    for (int tenth = 0; tenth < 10; tenth++) {
      int to = from + ordered.size() / 10 + (tenth < ordered.size() % 10 ? 1 : 0);
      List<Hillstrom> members = ordered.subList(from, to);
      long sent = members.stream().filter(member -> member.arm().equals(WOMENS)).count();
      figures.add(
          "tenth %d: treated".formatted(tenth + 1),
          Double.parseDouble(expected[3 * tenth]),
          sent,
          0);
      figures.add(
          "tenth %d: control".formatted(tenth + 1),
          Double.parseDouble(expected[3 * tenth + 1]),
          members.size() - sent,
          0);
      figures.rounded(
          "tenth %d: uplift".formatted(tenth + 1), expected[3 * tenth + 2], effect(members));
      from = to;
    }
  }

  private record Pair(Sample control, Sample treatment) {

    Contrast.Measured absolute() {
      return measured(Contrast.absolute(control, treatment));
    }

    Contrast.Measured relative() {
      return measured(Contrast.relative(control, treatment));
    }
  }

  private void expectArm(
      String arm, long members, long visits, long conversions, String spend, String squares) {
    List<Hillstrom> people = arms.get(arm);
    figures
        .add(arm + ": members", members, people.size(), 0)
        .add(arm + ": visits", visits, people.stream().filter(Hillstrom::hasVisited).count(), 0)
        .add(
            arm + ": conversions",
            conversions,
            people.stream().filter(Hillstrom::hasBought).count(),
            0)
        .add(
            arm + ": spend",
            Double.parseDouble(spend),
            people.stream()
                .map(Hillstrom::spend)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue(),
            1e-9)
        .add(
            arm + ": squares of spend",
            Double.parseDouble(squares),
            people.stream()
                .map(Hillstrom::spend)
                .map(value -> value.multiply(value))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue(),
            1e-7);
  }

  private void effect(
      String arm,
      String metric,
      Function<Hillstrom, BigDecimal> measure,
      boolean isShare,
      String expected) {
    String[] figure = expected.split(" ");
    Pair pair = pair(arm, measure, isShare);
    String name = arm.split(" ")[0] + ", " + metric;
    Verdict absolute = pair.absolute().atFixedTime(Side.BOTH, .05);
    Verdict relative = pair.relative().atFixedTime(Side.BOTH, .05);
    Verdict sequential = pair.relative().alwaysValid(Side.BOTH, .05, 5000);
    Cuped cuped =
        Cuped.ofMeans(
            Hillstrom.moments(arms.get(CONTROL), measure, Hillstrom::history),
            Hillstrom.moments(arms.get(arm), measure, Hillstrom::history));
    double statistic =
        isShare
            ? new SharePair(
                    pair.control().size(),
                    Math.round(pair.control().mean() * pair.control().size()),
                    pair.treatment().size(),
                    Math.round(pair.treatment().mean() * pair.treatment().size()))
                .pooledZ()
            : pair.absolute().value() / pair.absolute().standardError();
    figures
        .rounded(name + ": absolute", figure[0], pair.absolute().value())
        .add(
            name + ": absolute low",
            Double.parseDouble(figure[1]),
            absolute.low(),
            1e-6 * Math.abs(pair.absolute().value()))
        .add(
            name + ": absolute high",
            Double.parseDouble(figure[2]),
            absolute.high(),
            1e-6 * Math.abs(pair.absolute().value()))
        .rounded(name + ": relative", figure[3], pair.relative().value())
        .add(
            name + ": relative low",
            Double.parseDouble(figure[4]),
            relative.low(),
            1e-6 * Math.abs(pair.relative().value()))
        .add(
            name + ": relative high",
            Double.parseDouble(figure[5]),
            relative.high(),
            1e-6 * Math.abs(pair.relative().value()))
        .rounded(name + (isShare ? ": pooled z" : ": t"), figure[6], statistic)
        .rounded(name + ": sequential low", figure[7], sequential.low())
        .rounded(name + ": sequential high", figure[8], sequential.high())
        .rounded(name + ": sequential p", figure[9], sequential.p())
        .rounded(name + ": CUPED theta", figure[10], cuped.theta())
        .rounded(name + ": CUPED estimate", figure[11], measured(cuped.absolute()).value())
        .rounded(
            name + ": CUPED standard error",
            figure[12],
            measured(cuped.absolute()).standardError());
    if (arm.equals(MENS) && metric.equals("spend")) {
      figures.rounded(
          name + ": CUPED makes the standard error smaller by",
          "0.0002",
          1 - Math.sqrt(1 - cuped.varianceCut()));
    }
  }

  private void expectDifference(
      String name, Contrast.Measured contrast, String value, String low, String high, String p) {
    Verdict verdict = contrast.atFixedTime(Side.BOTH, .05);
    figures
        .rounded(name + ": difference", value, contrast.value())
        .rounded(name + ": low", low, verdict.low())
        .rounded(name + ": high", high, verdict.high())
        .rounded(name + ": p", p, verdict.p());
  }

  private void curve(
      String name,
      Predicate<Hillstrom> isTreated,
      Predicate<Hillstrom> outcome,
      ToDoubleFunction<Hillstrom> score,
      String expected) {
    UpliftCurve curve =
        new UpliftCurve(
            all.stream()
                .filter(member -> member.arm().equals(CONTROL) || isTreated.test(member))
                .map(
                    member ->
                        Group.of(
                            score.applyAsDouble(member),
                            isTreated.test(member),
                            outcome.test(member)))
                .toList());
    String[] figure = expected.split(" ");
    figures
        .rounded(name + ": qini", figure[0], curve.qiniArea(true))
        .rounded(name + ": qini, no harm", figure[1], curve.qiniArea(false))
        .rounded(name + ": uplift", figure[2], curve.upliftArea());
  }

  private Interaction interaction(Function<Hillstrom, String> segment) {
    return Interaction.of(
        all.stream()
            .map(segment)
            .distinct()
            .sorted()
            .map(name -> stratum(member -> segment.apply(member).equals(name)))
            .map(stratum -> measured(Contrast.absolute(stratum.control(), stratum.treatment())))
            .toList());
  }

  private double visitEffect(Predicate<Hillstrom> members) {
    return effect(all.stream().filter(members).toList());
  }

  private double effect(List<Hillstrom> members) {
    return visits(members.stream().filter(member -> member.arm().equals(WOMENS)).toList()).mean()
        - visits(members.stream().filter(member -> member.arm().equals(CONTROL)).toList()).mean();
  }

  private PostStratification.Stratum stratum(Predicate<Hillstrom> members) {
    return new PostStratification.Stratum(
        visits(arms.get(CONTROL).stream().filter(members).toList()),
        visits(arms.get(WOMENS).stream().filter(members).toList()));
  }

  /** As means with n - 1, as the reference has them by segment. */
  private static Sample visits(List<Hillstrom> members) {
    return sample(members, Hillstrom::visit, false);
  }

  private Sample orderValue(String arm) {
    return Sample.ofRatio(
        Hillstrom.moments(arms.get(arm), Hillstrom::spend, Hillstrom::conversion));
  }

  private Pair pair(String arm, Function<Hillstrom, BigDecimal> measure, boolean isShare) {
    return new Pair(
        sample(arms.get(CONTROL), measure, isShare), sample(arms.get(arm), measure, isShare));
  }

  private static Sample sample(
      List<Hillstrom> members, Function<Hillstrom, BigDecimal> measure, boolean isShare) {
    Moments moments = Hillstrom.moments(members, measure);
    return isShare
        ? Sample.ofCount(members.size(), Math.round(moments.mean(0) * members.size()))
        : new Sample(members.size(), moments.mean(0), moments.covariance().getEntry(0, 0));
  }

  private double rate(String arm, Function<Hillstrom, BigDecimal> measure) {
    return Hillstrom.moments(arms.get(arm), measure).mean(0);
  }

  private static double p(Pair pair) {
    return pair.absolute().atFixedTime(Side.BOTH, .05).p();
  }

  private static double relativeP(Pair pair) {
    return pair.relative().atFixedTime(Side.BOTH, .05).p();
  }

  private static double normalP(Pair pair) {
    return normalP(pair.absolute());
  }

  private static double normalP(Contrast.Measured contrast) {
    return 2
        * NormalDistribution.of(0, 1)
            .survivalProbability(Math.abs(contrast.value()) / contrast.standardError());
  }

  private double mannWhitney(String arm) {
    return MannWhitneyUTest.withDefaults()
        .with(PValueMethod.ASYMPTOTIC)
        .test(spends(arm), spends(CONTROL))
        .getPValue();
  }

  private double[] spends(String arm) {
    return arms.get(arm).stream().mapToDouble(member -> member.spend().doubleValue()).toArray();
  }

  private static Contrast.Measured measured(Contrast contrast) {
    assertThat(contrast).isInstanceOf(Contrast.Measured.class);
    return (Contrast.Measured) contrast;
  }
}
