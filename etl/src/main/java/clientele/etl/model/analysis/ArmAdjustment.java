package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Cuped;
import clientele.etl.analytics.experiment.MultipleTests;
import clientele.etl.analytics.experiment.Posterior;
import clientele.etl.analytics.experiment.StillNeeded;
import clientele.etl.analytics.experiment.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is known of a comparison beyond its plain difference. */
record ArmAdjustment(ArmComparison comparison) {

  AdjustedEffectRow row(Optional<Double> q, Optional<Double> holm) {
    Optional<Cuped> cuped = cuped();
    Optional<Contrast.Measured> adjusted = cuped.map(Cuped::absolute).flatMap(this::measured);
    Optional<Contrast.Measured> relative = cuped.map(Cuped::relative).flatMap(this::measured);
    Optional<Verdict> verdict = adjusted.map(comparison::atFixedTime);
    Optional<Verdict> relativeVerdict = relative.map(comparison::atFixedTime);
    Optional<Verdict> ends =
        ArmComparison.measured(comparison.absolute())
            .filter(contrast -> q.orElse(1.0) < 1)
            .map(
                contrast ->
                    MultipleTests.interval(
                        contrast.value(), q.orElseThrow(), comparison.rules().level()));
    Optional<Verdict> byFieller = comparison.relativeByFieller();
    Optional<Posterior> belief = ArmComparison.measured(comparison.relative()).map(Posterior::flat);
    Optional<StillNeeded> needed =
        ArmComparison.measured(comparison.relative()).map(this::stillNeeded);
    return new AdjustedEffectRow(
        comparison.treatment().campaignId(),
        comparison.treatment().arm(),
        comparison.treatment().metric(),
        new EffectWords(comparison, q).told().kind(),
        attributedTotal().orElse(null),
        overstated().orElse(null),
        byFieller.map(Verdict::low).orElse(null),
        byFieller.map(Verdict::high).orElse(null),
        holm.orElse(null),
        ends.map(Verdict::low).orElse(null),
        ends.map(Verdict::high).orElse(null),
        adjusted.flatMap(any -> cuped).map(Cuped::theta).orElse(null),
        adjusted.flatMap(any -> cuped).map(Cuped::varianceCut).orElse(null),
        adjusted.map(Contrast.Measured::value).orElse(null),
        verdict.map(Verdict::low).orElse(null),
        verdict.map(Verdict::high).orElse(null),
        verdict.map(Verdict::p).orElse(null),
        relative.map(Contrast.Measured::value).orElse(null),
        relativeVerdict.map(Verdict::low).orElse(null),
        relativeVerdict.map(Verdict::high).orElse(null),
        belief.map(Posterior::chanceToWin).orElse(null),
        belief.map(Posterior::riskOfTreatment).orElse(null),
        needed.map(still -> still.power(0)).orElse(null),
        needed.flatMap(this::peopleNeeded).orElse(null),
        needed.flatMap(this::daysNeeded).orElse(null),
        comparison.treatment().peopleInOtherCampaigns(),
        comparison.control().stream().mapToLong(ArmOutcome::peopleInOtherCampaigns).sum());
  }

  /** Empty for a ratio, whose past is not counted, and where there is no effect to adjust. */
  private Optional<Cuped> cuped() {
    return ArmComparison.measured(comparison.absolute())
        .filter(contrast -> !comparison.treatment().isRatio())
        .map(
            contrast ->
                Cuped.ofMeans(
                    ArmOutcome.withPast(comparison.control()),
                    ArmOutcome.withPast(List.of(comparison.treatment()))));
  }

  private Optional<Contrast.Measured> measured(Contrast contrast) {
    return ArmComparison.measured(Optional.of(contrast));
  }

  private Optional<Double> attributedTotal() {
    return comparison
        .meanTreatment()
        .filter(mean -> !comparison.treatment().isRatio())
        .map(mean -> comparison.treatment().outcomeSum().doubleValue());
  }

  private Optional<Double> overstated() {
    return comparison
        .incrementalTotal()
        .filter(incremental -> incremental > 0)
        .flatMap(incremental -> attributedTotal().map(all -> all / incremental - 1));
  }

  private StillNeeded stillNeeded(Contrast.Measured relative) {
    return new StillNeeded(
        relative,
        comparison.rules().worthwhileEffect(),
        comparison.peopleInWindow() > 0
            ? new StillNeeded.AtEveryLook(comparison.rules().tuning())
            : new StillNeeded.Once(),
        comparison.rules().level());
  }

  private Optional<Long> peopleNeeded(StillNeeded still) {
    OptionalDouble growth = still.growth(comparison.rules().power());
    return growth.isPresent()
        ? Optional.of((long) Math.ceil(growth.getAsDouble() * still.now().observations()))
        : Optional.empty();
  }

  private Optional<Long> daysNeeded(StillNeeded still) {
    double joining =
        comparison.treatment().peopleLast7Days()
            + comparison.control().stream().mapToDouble(ArmOutcome::peopleLast7Days).sum();
    OptionalDouble days = still.days(comparison.rules().power(), joining / 7);
    return days.isPresent() ? Optional.of((long) days.getAsDouble()) : Optional.empty();
  }
}
