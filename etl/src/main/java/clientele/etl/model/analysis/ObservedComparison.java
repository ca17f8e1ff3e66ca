package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Sample;
import clientele.etl.analytics.experiment.Side;
import clientele.etl.analytics.experiment.Verdict;
import clientele.etl.model.analysis.EffectWords.Told;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One arm of a campaign without a control group in one metric, by each method. */
record ObservedComparison(ObservedOutcome outcome, ObservedRules rules) {

  /**
   * What such comparisons are judged by.
   *
   * @param minPeople fewer on a side are not compared
   */
  record ObservedRules(LocalDate asOf, double level, long minPeople) {}

  /** What one method compares. */
  private record Compared(long used, long compared, Double meanTreatment, Double meanCompared) {}

  List<ObservedRow> rows() {
    return List.of(matched(), differenceInDifferences(), unadjusted());
  }

  private ObservedRow unadjusted() {
    return row(
        "unadjusted",
        everybody(outcome.after(), outcome.otherAfter()),
        Contrast.absolute(outcome.otherAfter(), outcome.after()),
        Optional.empty(),
        Optional.of("everybody else, who may be quite other people"));
  }

  private ObservedRow matched() {
    Compared sides =
        new Compared(
            outcome.pairs(),
            outcome.peers(),
            mean(outcome.pairedSum().doubleValue(), outcome.pairs()),
            mean(outcome.peerSum().doubleValue(), outcome.pairs()));
    return row(
        "matched",
        sides,
        outcome.matched().effect(),
        Optional.empty(),
        outcome.isBalanced() ? Optional.of("similar people who did not get it") : Optional.empty());
  }

  private ObservedRow differenceInDifferences() {
    Optional<Contrast.Measured> trend =
        ArmComparison.measured(
            Optional.of(Contrast.absolute(outcome.otherTrend(), outcome.trend())));
    boolean isParallel = trend.map(this::judge).map(Verdict::p).orElse(1.0) >= rules.level();
    return row(
        "difference_in_differences",
        everybody(outcome.change(), outcome.otherChange()),
        Contrast.absolute(outcome.otherChange(), outcome.change()),
        trend,
        isParallel ? Optional.of("the change of everybody else" + bias()) : Optional.empty());
  }

  /**
   * Who is asked for many orders is asked for those of the span before too: that span is high by
   * chance and falls back by itself. Where only older orders counted, the figure is too high.
   */
  private String bias() {
    double before = outcome.after().mean() - outcome.change().mean();
    double otherBefore = outcome.otherAfter().mean() - outcome.otherChange().mean();
    return before > otherBefore
        ? ", too low a figure if people were asked for what they had bought just before"
        : "";
  }

  private static Compared everybody(Sample treated, Sample others) {
    return new Compared(
        treated.size(),
        others.size(),
        mean(treated.mean() * treated.size(), treated.size()),
        mean(others.mean() * others.size(), others.size()));
  }

  private static Double mean(double sum, long people) {
    return people == 0 ? null : sum / people;
  }

  private Verdict judge(Contrast.Measured contrast) {
    return contrast.atFixedTime(Side.BOTH, rules.level());
  }

  /**
   * A row.
   *
   * @param against in words; empty where the two sides cannot be compared
   */
  private ObservedRow row(
      String method,
      Compared sides,
      Contrast contrast,
      Optional<Contrast.Measured> trend,
      Optional<String> against) {
    boolean isEnough = Math.min(sides.used(), sides.compared()) >= rules.minPeople();
    Optional<Contrast.Measured> effect =
        isEnough ? ArmComparison.measured(Optional.of(contrast)) : Optional.empty();
    Optional<Verdict> verdict = effect.map(this::judge);
    Told told = told(method, sides, effect, verdict, against);
    double used = sides.used();
    return new ObservedRow(
        rules.asOf(),
        outcome.campaignId(),
        outcome.campaignName(),
        outcome.arm(),
        outcome.metric(),
        method,
        told.words(),
        told.kind(),
        outcome.people(),
        sides.used(),
        sides.compared(),
        outcome.peopleInWindow(),
        sides.meanTreatment(),
        sides.meanCompared(),
        effect.map(Contrast.Measured::value).orElse(null),
        verdict.map(Verdict::low).orElse(null),
        verdict.map(Verdict::high).orElse(null),
        verdict.map(Verdict::p).orElse(null),
        method.equals("matched") ? outcome.worstImbalance() : null,
        trend.map(Contrast.Measured::value).orElse(null),
        trend.map(this::judge).map(Verdict::p).orElse(null),
        effect.map(known -> known.value() * used).orElse(null),
        verdict.map(known -> known.low() * used).orElse(null),
        verdict.map(known -> known.high() * used).orElse(null));
  }

  private Told told(
      String method,
      Compared sides,
      Optional<Contrast.Measured> effect,
      Optional<Verdict> verdict,
      Optional<String> against) {
    if (effect.isEmpty()) {
      return new Told(
          "cannot_tell",
          "observational: cannot be told: needs %d people on each side who vary, has %d and %d"
              .formatted(rules.minPeople(), sides.used(), sides.compared()));
    }
    if (outcome.peopleInWindow() > 0) {
      return new Told(
          "nothing_sure_yet",
          "observational: nothing sure yet; %d people are still in their window"
              .formatted(outcome.peopleInWindow()));
    }
    if (against.isEmpty()) {
      return new Told(
          "not_comparable",
          method.equals("matched")
              ? "observational: not to be used, the groups differ even after matching"
              : "observational: not to be used, the groups changed differently before the"
                  + " campaign");
    }
    String of = String.format(Locale.ROOT, " (p = %.2g)", verdict.orElseThrow().p());
    if (verdict.orElseThrow().p() >= rules.level()) {
      return new Told(
          "no_difference", "observational: no difference found to " + against.get() + of);
    }
    boolean isMore = effect.get().value() > 0;
    return new Told(
        isMore ? "observed_more" : "observed_less",
        "observational: %s than %s%s; the campaign need not be the cause"
            .formatted(isMore ? "more" : "less", against.get(), of));
  }
}
