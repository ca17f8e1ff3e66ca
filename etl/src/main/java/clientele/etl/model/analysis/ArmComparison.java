package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Fieller;
import clientele.etl.analytics.experiment.Power;
import clientele.etl.analytics.experiment.Sample;
import clientele.etl.analytics.experiment.Side;
import clientele.etl.analytics.experiment.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One treatment arm against the control arms in one metric.
 *
 * @param control empty for a campaign without a control group
 * @param sampleRatioP empty where the planned shares are not known
 * @param cost empty where no cost is known
 */
record ArmComparison(
    ArmOutcome treatment,
    List<ArmOutcome> control,
    Optional<Double> sampleRatioP,
    Optional<Double> cost,
    EffectRules rules) {

  /** What a campaign's effects are judged by. */
  record EffectRules(
      double level,
      double sampleRatioLevel,
      double tuning,
      double power,
      double worthwhileEffect) {}

  Optional<Contrast> absolute() {
    return contrast(Contrast::absolute);
  }

  Optional<Contrast> relative() {
    return contrast(Contrast::relative);
  }

  /** The interval of the relative effect that is as skewed as a quotient is. */
  Optional<Verdict> relativeByFieller() {
    return measured(absolute())
        .flatMap(any -> Fieller.relative(controlSample(), treatmentSample(), rules.level()));
  }

  /** The p of the absolute effect, where there is one. */
  Optional<Double> p() {
    return measured(absolute()).map(contrast -> atFixedTime(contrast).p());
  }

  static Optional<Contrast.Measured> measured(Optional<Contrast> contrast) {
    return contrast.filter(Contrast.Measured.class::isInstance).map(Contrast.Measured.class::cast);
  }

  Verdict atFixedTime(Contrast.Measured contrast) {
    return contrast.atFixedTime(Side.BOTH, rules.level());
  }

  Verdict alwaysValid(Contrast.Measured contrast) {
    return contrast.alwaysValid(Side.BOTH, rules.level(), rules.tuning());
  }

  Optional<Double> minimumDetectableEffect() {
    return measured(absolute())
        .map(
            contrast ->
                Power.minimumDetectableEffect(
                    controlSample(), treatment.people(), rules.level(), rules.power()));
  }

  /** People whose value in the metric is not known; as a zero they would falsify the mean. */
  long peopleUnknown() {
    return treatment.people()
        - treatment.peopleKnown()
        + control.stream().mapToLong(arm -> arm.people() - arm.peopleKnown()).sum();
  }

  long peopleControl() {
    return control.stream().mapToLong(ArmOutcome::people).sum();
  }

  long peopleInWindow() {
    return treatment.peopleInWindow()
        + control.stream().mapToLong(ArmOutcome::peopleInWindow).sum();
  }

  Optional<Boolean> isSampleRatioFine() {
    return sampleRatioP.map(p -> p >= rules.sampleRatioLevel());
  }

  Optional<Double> meanTreatment() {
    return treatment.people() == treatment.peopleKnown() && hasMean(List.of(treatment))
        ? Optional.of(treatmentSample().mean())
        : Optional.empty();
  }

  Optional<Double> meanControl() {
    boolean isKnown = control.stream().allMatch(arm -> arm.people() == arm.peopleKnown());
    return isKnown && !control.isEmpty() && hasMean(control)
        ? Optional.of(controlSample().mean())
        : Optional.empty();
  }

  private static boolean hasMean(List<ArmOutcome> arms) {
    return !arms.get(0).isRatio() || !hasNoBase(arms);
  }

  private Optional<Contrast> contrast(Contrasting contrasting) {
    if (control.isEmpty() || peopleUnknown() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        treatment.isRatio() && (hasNoBase(control) || hasNoBase(List.of(treatment)))
            ? new Contrast.NotEstimable(Contrast.Obstacle.NO_BASE)
            : contrasting.of(controlSample(), treatmentSample()));
  }

  private Sample controlSample() {
    return ArmOutcome.sample(control);
  }

  private Sample treatmentSample() {
    return ArmOutcome.sample(List.of(treatment));
  }

  private static boolean hasNoBase(List<ArmOutcome> arms) {
    return ArmOutcome.sum(arms, ArmOutcome::baseSum).signum() == 0;
  }

  private interface Contrasting {
    Contrast of(Sample control, Sample treatment);
  }

  /** What the arm brought on top; empty for a ratio, which has no total. */
  Optional<Double> incrementalTotal() {
    return measured(absolute())
        .filter(contrast -> !treatment.isRatio())
        .map(contrast -> contrast.value() * treatment.people());
  }

  EffectRow row(LocalDate asOf, Optional<Double> q) {
    Optional<Contrast.Measured> absolute = measured(absolute());
    Optional<Contrast.Measured> relative = measured(relative());
    double people = treatment.people();
    Function<Verdict, Double> low = Verdict::low;
    Function<Verdict, Double> high = Verdict::high;
    Optional<Double> total = incrementalTotal();
    Optional<Double> totalLow =
        total.map(any -> atFixedTime(absolute.orElseThrow()).low() * people);
    Optional<Double> totalHigh =
        total.map(any -> atFixedTime(absolute.orElseThrow()).high() * people);
    return new EffectRow(
        asOf,
        treatment.campaignId(),
        treatment.campaignName(),
        treatment.arm(),
        treatment.metric(),
        new EffectWords(this, q).told().words(),
        treatment.people(),
        peopleControl(),
        treatment.peopleInSeveralArms(),
        peopleInWindow(),
        peopleInWindow() == 0,
        meanTreatment().orElse(null),
        meanControl().orElse(null),
        absolute.map(Contrast.Measured::value).orElse(null),
        absolute.map(this::atFixedTime).map(low).orElse(null),
        absolute.map(this::atFixedTime).map(high).orElse(null),
        relative.map(Contrast.Measured::value).orElse(null),
        relative.map(this::atFixedTime).map(low).orElse(null),
        relative.map(this::atFixedTime).map(high).orElse(null),
        p().orElse(null),
        q.orElse(null),
        absolute.map(this::alwaysValid).map(low).orElse(null),
        absolute.map(this::alwaysValid).map(high).orElse(null),
        absolute.map(this::alwaysValid).map(Verdict::p).orElse(null),
        relative.map(this::alwaysValid).map(low).orElse(null),
        relative.map(this::alwaysValid).map(high).orElse(null),
        relative.map(this::alwaysValid).map(Verdict::p).orElse(null),
        sampleRatioP.orElse(null),
        isSampleRatioFine().orElse(null),
        minimumDetectableEffect().orElse(null),
        total.orElse(null),
        totalLow.orElse(null),
        totalHigh.orElse(null),
        cost.orElse(null),
        perCost(total),
        perCost(totalLow),
        perCost(totalHigh));
  }

  private Double perCost(Optional<Double> total) {
    return treatment.isMoney() && cost.isPresent() && cost.get() > 0
        ? total.map(amount -> amount / cost.get()).orElse(null)
        : null;
  }
}
