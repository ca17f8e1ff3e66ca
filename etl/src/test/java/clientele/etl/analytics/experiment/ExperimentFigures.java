package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.FigureTables;
import clientele.etl.analytics.experiment.UpliftCurve.Group;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Figures that other implementations publish in their own tests: growthbook (gbstats, and its
 * TypeScript packages), spotify/confidence, scikit-uplift; where nothing else is said, growthbook.
 */
public final class ExperimentFigures {

  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final Sample CONTROL = sums(3407, "1396.87", "52377.9767");
  private static final Sample SMALLER_CONTROL = sums(3000, "1396.87", "52377.9767");
  private static final Sample TREATMENT = sums(3461, "2422.7", "134698.29");

  private static final String STOPS =
      "the peer stops where the power is within 1e-5 of its target; ours are the roots";

  private final FigureTables figures;

  private ExperimentFigures(FigureTables figures) {
    this.figures = figures;
  }

  public static void add(FigureTables figures) {
    new ExperimentFigures(figures).add();
  }

  private void add() {
    fixedHorizon();
    oneSided();
    sequential();
    bayes();
    powerInTheMiddle();
    cuped();
    negativeBaselines();
    noNumber();
    sampleRatio();
    severalTests();
    chiSquared();
    upliftOfTinyVectors();
  }

  private void fixedHorizon() {
    Contrast.Measured relative = measured(Contrast.relative(CONTROL, TREATMENT));
    Contrast.Measured absolute = measured(Contrast.absolute(CONTROL, TREATMENT));
    Contrast.Measured share =
        measured(Contrast.relative(Sample.ofCount(28, 14), Sample.ofCount(30, 16)));
    figures.section("Experiments: t and z at a fixed horizon");
    expect("t, relative", relative, Side.BOTH, "0.70732", "-0.03526", "1.44989", "0.06191");
    figures.rounded("t, relative: standard error", "0.37879", relative.standardError());
    expect("t, absolute", absolute, Side.BOTH, "0.29", "0.04538", "0.53462", "0.02016");
    figures.rounded("t, absolute: standard error", "0.12478", absolute.standardError());
    expect("proportion", share, Side.BOTH, "0.06667", "-0.47767", "0.61101", "0.80707");
    figures.rounded("proportion: standard error", "0.2717", share.standardError());
  }

  private void oneSided() {
    Contrast.Measured relative = measured(Contrast.relative(SMALLER_CONTROL, TREATMENT));
    Contrast.Measured absolute = measured(Contrast.absolute(SMALLER_CONTROL, TREATMENT));
    figures.section("Experiments: one-sided");
    expect("greater, relative", relative, Side.GREATER, "0.50336", "-0.04514", null, "0.06558");
    expect("greater, absolute", absolute, Side.GREATER, "0.23438", "0.02079", null, "0.03554");
    expect("lesser, relative", relative, Side.LESS, "0.50336", null, "1.05186", "0.93442");
    expect("lesser, absolute", absolute, Side.LESS, "0.23438", null, "0.44796", "0.96446");
  }

  private void sequential() {
    Contrast.Measured relative = measured(Contrast.relative(SMALLER_CONTROL, TREATMENT));
    Verdict both = relative.alwaysValid(Side.BOTH, .05, 1000);
    Contrast.Measured share =
        measured(Contrast.relative(Sample.ofCount(3000, 1396), Sample.ofCount(3461, 2422)));
    Verdict ofShare = share.alwaysValid(Side.BOTH, .05, 5000);
    Contrast.Measured absolute = measured(Contrast.absolute(SMALLER_CONTROL, TREATMENT));
    Verdict greater = absolute.alwaysValid(Side.GREATER, .05, 5000);
    figures
        .section("Experiments: sequential")
        .rounded("tuning 1000: estimate", "0.50336", relative.value())
        .rounded("tuning 1000: low", "-0.55844", both.low())
        .rounded("tuning 1000: high", "1.56516", both.high())
        .rounded("tuning 1000: p", "1.00000", both.p())
        .rounded("proportion: estimate", "0.50386", share.value())
        .rounded("proportion: low", "0.40098", ofShare.low())
        .rounded("proportion: high", "0.60675", ofShare.high())
        .rounded("proportion: standard error", "0.03386", share.standardError())
        .rounded("proportion: p", "0.00000", ofShare.p())
        .rounded("one-sided greater, absolute: low", "-0.12657", greater.low())
        .add("one-sided greater, absolute: high", INFINITE, greater.high(), 0)
        .widened(
            "one-sided greater, absolute: p",
            .46316,
            greater.p(),
            1.2e-4,
            "the peer halves until the interval's end is within 1e-6 of 0; ours is the root")
        .rounded(
            "one-sided greater, absolute: p, halved as the peer does", "0.46316", halved(absolute))
        .add("one-sided: p less the root of its interval", 0, greater.p() - exact(absolute), 1e-10);
  }

  /**
   * growthbook halves [1e-5, .4999] until an end of the interval is within 1e-6 of 0, and then once
   * more: .463165, while the end at .463043 was within 6e-7 already. Ours is the root, .463047.
   */
  private static double halved(Contrast.Measured contrast) {
    double low = 1e-5;
    double high = .4999;
    double middle = (low + high) / 2;
    double end;
    do {
      end = lowEnd(contrast, middle);
      low = end < 0 ? middle : low;
      high = end < 0 ? high : middle;
      middle = (low + high) / 2;
    } while (Math.abs(end) >= 1e-6);
    return middle;
  }

  private static double exact(Contrast.Measured contrast) {
    double low = 1e-5;
    double high = .4999;
    for (int halving = 0; halving < 60; halving++) {
      double middle = (low + high) / 2;
      boolean isBelow = lowEnd(contrast, middle) < 0;
      low = isBelow ? middle : low;
      high = isBelow ? high : middle;
    }
    return low;
  }

  /** Equation 134 at a level, with the mixture tuned for .05, by its letters. */
  private static double lowEnd(Contrast.Measured contrast, double level) {
    double logarithm = -2 * Math.log(.1);
    double mixture = contrast.observations() * (logarithm + Math.log(logarithm + 1)) / 5000 + 1;
    return contrast.value()
        - contrast.standardError()
            * Math.sqrt(
                2 * mixture / (mixture - 1) * Math.log(1 + Math.sqrt(mixture) / (2 * level)));
  }

  private void bayes() {
    Posterior share =
        Posterior.flat(
            measured(Contrast.relative(Sample.ofCount(100, 49), Sample.ofCount(100, 51))));
    Contrast.Measured means =
        measured(Contrast.relative(sums(10, "100", "1002.25"), sums(10, "105", "1111.5")));
    Posterior mean = Posterior.flat(means);
    Posterior withPrior = Posterior.of(means, .1, .1);
    Posterior known = new Posterior(.1, .05);
    Posterior tiny = new Posterior(.1, 1e-300);
    figures
        .section("Experiments: Bayes")
        .rounded("flat, relative: estimate", "0.04082", share.mean())
        .rounded("flat, relative: low", "-0.24779", share.interval(.05).low())
        .rounded("flat, relative: high", "0.32943", share.interval(.05).high())
        .rounded("flat, relative: win", "0.60918", share.chanceToWin())
        .rounded("flat, relative: risk of control", "0.0814", share.riskOfControl())
        .rounded("flat, relative: risk of treatment", "0.04058", share.riskOfTreatment())
        .rounded("flat, mean: estimate", "0.05", mean.mean())
        .rounded("flat, mean: low", "-0.02", mean.interval(.05).low())
        .rounded("flat, mean: high", "0.12", mean.interval(.05).high())
        .rounded("flat, mean: win", "0.91923", mean.chanceToWin())
        .rounded("flat, mean: risk of control", "0.05131", mean.riskOfControl())
        .rounded("flat, mean: risk of treatment", "0.00131", mean.riskOfTreatment())
        .rounded("prior: estimate", "0.05063", withPrior.mean())
        .rounded("prior: low", "-0.01893", withPrior.interval(.05).low())
        .rounded("prior: high", "0.12019", withPrior.interval(.05).high())
        .rounded("prior: win", "0.92315", withPrior.chanceToWin())
        .rounded("risk(.1, .05): of control", "0.1004245351308", known.riskOfControl())
        .rounded("risk(.1, .05): of treatment", "0.0004245351308", known.riskOfTreatment())
        .add("tiny sigma: risk of control", .1, tiny.riskOfControl(), 0)
        .add("tiny sigma: risk of treatment", 0, tiny.riskOfTreatment(), 0)
        .add("tiny sigma: win", 1, tiny.chanceToWin(), 0);
  }

  /** Published scales stop where the power is within 1e-5 of the target; ours are the roots. */
  private void powerInTheMiddle() {
    Contrast.Measured now =
        measured(Contrast.relative(sums(500, "500", "1500"), sums(500, "525", "1551.25")));
    StillNeeded once = new StillNeeded(now, .05, new StillNeeded.Once(), .05);
    StillNeeded looks = new StillNeeded(now, .05, new StillNeeded.AtEveryLook(5000), .05);
    StillNeeded belief = new StillNeeded(now, .05, new StillNeeded.ByBelief(.05, .001), .05);
    figures
        .section("Experiments: members still needed, as a multiple of those there are")
        .widened("once", 25.45703125, once.growth(.8).getAsDouble(), 6e-4, STOPS)
        .add("once: power at the published scale", .8, once.power(25.45703125), 1e-5)
        .widened("at every look", 55.66796875, looks.growth(.8).getAsDouble(), 6e-4, STOPS)
        .add("at every look: power at the published scale", .8, looks.power(55.66796875), 1e-5)
        .widened("by belief", 13.9404296875, belief.growth(.8).getAsDouble(), 6e-4, STOPS)
        .add("by belief: power at the published scale", .8, belief.power(13.9404296875), 1e-5)
        .add("once: power at our scale", .8, once.power(once.growth(.8).getAsDouble()), 1e-9)
        .add("once: days at 100 a day", 255, once.days(.8, 100).getAsDouble(), 0)
        .add("no days where it is large enough", 0, once.days(.01, 0).getAsDouble(), 0);
    assertThat(once.days(.8, 0)).isEmpty();
    assertThat(new StillNeeded(now, 1e-9, new StillNeeded.Once(), .05).growth(.8)).isEmpty();
  }

  private void cuped() {
    Moments rows = rows(new double[] {2, 1, 5, 3}, new double[] {.3, .5, .9, 22});
    Moments flat = rows(new double[] {2, 1, 5, 3}, new double[] {4, 4, 4, 4});
    Cuped own =
        Cuped.ofMeans(
            pair(3001, "300", "600", "210", "415", "-20"),
            pair(3000, "222", "555", "120", "405", "-10"));
    Contrast.Measured absolute = measured(own.absolute());
    Contrast.Measured relative = measured(own.relative());
    Contrast.Measured plain =
        measured(Contrast.absolute(sums(3001, "300", "600"), sums(3000, "222", "555")));
    Contrast.Measured plainRelative =
        measured(Contrast.relative(sums(3001, "300", "600"), sums(3000, "222", "555")));
    Verdict verdict = absolute.atFixedTime(Side.BOTH, .05);
    figures
        .section("Experiments: CUPED")
        .rounded("four rows: theta", "0.01864", Cuped.ofMeans(rows, rows).theta())
        .add("no variance before: theta", 0, Cuped.ofMeans(flat, flat).theta(), 0)
        .rounded("theta", "-0.07321194", own.theta())
        .rounded("absolute", "-0.02816133", absolute.value())
        .rounded("absolute: low", "-0.04987424", verdict.low())
        .rounded("absolute: high", "-0.00644842", verdict.high())
        .rounded("absolute: p", "0.01102937", verdict.p())
        .rounded("unadjusted", "-0.02596668", plain.value())
        .rounded("unadjusted: p", "0.01933312", plain.atFixedTime(Side.BOTH, .05).p())
        .rounded("relative", "-0.28170715", relative.value())
        .rounded("relative: p", "0.00373255", relative.atFixedTime(Side.BOTH, .05).p())
        .rounded("unadjusted relative", "-0.25975333", plainRelative.value())
        .widened(
            "unadjusted relative: p",
            .00759668,
            plainRelative.atFixedTime(Side.BOTH, .05).p(),
            1.01e-7,
            "a slip: scipy's t with Welch's 5994.35 degrees is .00759678");
  }

  private void sampleRatio() {
    figures
        .section("Experiments: sample ratio mismatch")
        .rounded("1000, 1200 of halves", "0.000020079", ratio(List.of(1000L, 1200L), .5, .5))
        .rounded("135, 115 of halves", "0.205903211", ratio(List.of(135L, 115L), .5, .5))
        .rounded("310, 98 of 75 and 25", "0.647434186", ratio(List.of(310L, 98L), .75, .25))
        .rounded("500, 500, 600", "0.000592638", ratio(List.of(500L, 500L, 600L), .34, .33, .33))
        .rounded("0, 10, 10", "0.005790624", ratio(List.of(0L, 10L, 10L), .34, .33, .33))
        .add("500, 500", 1, ratio(List.of(500L, 500L), .5, .5), 0)
        .add("nobody", 1, ratio(List.of(0L, 0L), .5, .5), 0)
        .add("one arm", 1, ratio(List.of(500L), 1), 0)
        .add("one used arm", 1, ratio(List.of(1000L, 900L, 800L), 1, 0, 0), 0)
        .rounded("an unused arm", "0.000020079", ratio(List.of(1000L, 1200L, 900L), .5, .5, 0));
  }

  private void severalTests() {
    figures.section("Experiments: Holm, Benjamini and Hochberg");
    expect(
        "Holm",
        new double[] {.05, .12, .12, .03, 1, 1},
        MultipleTests.holm(.01, .04, .03, .005, .55, .6));
    expect(
        "Benjamini-Hochberg",
        new double[] {.964, .2415, .0245, .964, .7532, .0245, .2415},
        MultipleTests.benjaminiHochberg(.898, .138, .007, .964, .538, .006, .138));
    expect("Holm of two", new double[] {.05, .05}, MultipleTests.holm(.025, .03));
    Verdict rebuilt = MultipleTests.interval(.1, .049999999, .05);
    figures.add("interval of an adjusted p: low", 0, rebuilt.low(), 1e-7);
    figures.add("interval of an adjusted p: high", .2, rebuilt.high(), 1e-7);
  }

  /** spotify/confidence. */
  private void chiSquared() {
    SharePair pair = new SharePair(104, 42, 1009, 500);
    SharePair britain = new SharePair(100, 40, 100, 50);
    figures
        .section("Experiments: chi-squared and Wald (spotify/confidence)")
        .rounded("difference", "0.091694", pair.difference())
        .rounded("low", "-0.0075254", pair.judge(.05).low())
        .rounded("high", "0.190913", pair.judge(.05).high())
        .rounded("p", "0.074866", pair.judge(.05).p())
        .rounded("99 %: low", "-0.0387024", pair.judge(.01).low())
        .rounded("99 %: high", "0.22209", pair.judge(.01).high())
        .add("relative", .227052, pair.difference() / (42 / 104.0), 6e-7)
        .rounded("relative: low", "-0.0186344", pair.judgeRelative(.05).low())
        .rounded("relative: high", "0.472738", pair.judgeRelative(.05).high())
        .add("gb", .1, britain.difference(), 1e-12)
        .rounded("gb: low", "-0.037197", britain.judge(.05).low())
        .rounded("gb: high", "0.237197", britain.judge(.05).high())
        .rounded("gb: p", "0.155218", britain.judge(.05).p())
        .rounded("Wald: low", "0.464690", SharePair.wald(1009, 500, .05).low())
        .rounded("Wald: high", "0.526390", SharePair.wald(1009, 500, .05).high());
  }

  private void negativeBaselines() {
    figures
        .section("Experiments: negative baselines")
        .add("-10 to -5", .5, relative(-10, -5), 0)
        .add("-2 to 3", 2.5, relative(-2, 3), 0);
  }

  /** The peers answer p = 1 and an interval of 0 to 0, and name an error beside it. */
  private void noNumber() {
    Sample varied = sums(3, "6", "14");
    Sample equal = sums(3, "6", "12");
    Sample centred = sums(2, "0", "2");
    figures
        .section("Experiments: where there is no number")
        .said("all treated alike", "NO_VARIANCE", obstacle(Contrast.absolute(varied, equal)))
        .said("all of the control alike", "NO_VARIANCE", obstacle(Contrast.absolute(equal, varied)))
        .said("one treated", "TOO_FEW", obstacle(Contrast.absolute(varied, sums(1, "6", "36"))))
        .said(
            "one in the control",
            "TOO_FEW",
            obstacle(Contrast.absolute(sums(1, "6", "36"), varied)))
        .said("nobody treated", "TOO_FEW", obstacle(Contrast.absolute(varied, sums(0, "0", "0"))))
        .said(
            "baseline of 0, relative",
            "ZERO_BASELINE",
            obstacle(Contrast.relative(centred, varied)))
        .add("baseline of 0, absolute", 2, measured(Contrast.absolute(centred, varied)).value(), 0);
  }

  private static String obstacle(Contrast contrast) {
    return contrast instanceof Contrast.NotEstimable notEstimable
        ? notEstimable.obstacle().name()
        : "a number";
  }

  /** scikit-uplift, which refuses other outcomes than yes and no; here no other can be given. */
  private void upliftOfTinyVectors() {
    UpliftCurve second =
        new UpliftCurve(List.of(Group.of(.1, true, false), Group.of(.3, false, true)));
    UpliftCurve first =
        new UpliftCurve(List.of(Group.of(.1, false, true), Group.of(.3, true, false)));
    figures
        .section("Experiments: uplift curves of two members")
        .add("second has the outcome: qini", 1, second.qiniArea(true), 1e-12)
        .add("second has the outcome: uplift", 0, second.upliftArea(), 1e-12)
        .add("first has the outcome: qini", 1, first.qiniArea(true), 1e-12)
        .add("first has the outcome: uplift", 1, first.upliftArea(), 1e-12)
        .said("nobody has the outcome", "refused", refusal(false))
        .said("everybody has the outcome", "refused", refusal(true));
  }

  private static String refusal(boolean hasOutcome) {
    try {
      return "%s"
          .formatted(
              new UpliftCurve(
                      List.of(Group.of(.1, true, hasOutcome), Group.of(.3, false, hasOutcome)))
                  .qiniArea(true));
    } catch (IllegalArgumentException refused) {
      return "refused";
    }
  }

  private static double relative(double control, double treatment) {
    return measured(Contrast.relative(new Sample(100, control, 1), new Sample(100, treatment, 1)))
        .value();
  }

  private static double ratio(List<Long> members, double... planned) {
    return SampleRatio.p(members, DoubleStream.of(planned).boxed().toList());
  }

  private void expect(String name, double[] expected, double[] got) {
    for (int place = 0; place < expected.length; place++) {
      figures.add(name + " " + (place + 1), expected[place], got[place], 1e-12);
    }
  }

  private void expect(
      String name,
      Contrast.Measured contrast,
      Side side,
      String value,
      String low,
      String high,
      String p) {
    Verdict verdict = contrast.atFixedTime(side, .05);
    figures.rounded(name, value, contrast.value());
    if (low == null) {
      figures.add(name + ": low", -INFINITE, verdict.low(), 0);
    } else {
      figures.rounded(name + ": low", low, verdict.low());
    }
    if (high == null) {
      figures.add(name + ": high", INFINITE, verdict.high(), 0);
    } else {
      figures.rounded(name + ": high", high, verdict.high());
    }
    figures.rounded(name + ": p", p, verdict.p());
  }

  private static Sample sums(long size, String sum, String sumOfSquares) {
    return Sample.ofSums(size, new BigDecimal(sum), new BigDecimal(sumOfSquares));
  }

  private static Moments pair(
      long size, String sum, String squares, String pastSum, String pastSquares, String product) {
    BigDecimal cross = new BigDecimal(product);
    return Moments.ofSums(
        size,
        List.of(new BigDecimal(sum), new BigDecimal(pastSum)),
        List.of(
            List.of(new BigDecimal(squares), cross), List.of(cross, new BigDecimal(pastSquares))));
  }

  private static Moments rows(double[] outcomes, double[] past) {
    double product = 0;
    for (int row = 0; row < outcomes.length; row++) {
      product += outcomes[row] * past[row];
    }
    return pair(
        outcomes.length,
        text(Arrays.stream(outcomes)),
        text(Arrays.stream(outcomes).map(value -> value * value)),
        text(Arrays.stream(past)),
        text(Arrays.stream(past).map(value -> value * value)),
        Double.toString(product));
  }

  private static String text(DoubleStream values) {
    return Double.toString(values.sum());
  }

  private static Contrast.Measured measured(Contrast contrast) {
    assertThat(contrast).isInstanceOf(Contrast.Measured.class);
    return (Contrast.Measured) contrast;
  }
}
