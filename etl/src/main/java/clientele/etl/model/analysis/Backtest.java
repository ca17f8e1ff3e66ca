package clientele.etl.model.analysis;

import clientele.etl.analytics.value.Forecast;
import clientele.etl.analytics.value.Forecast.Quality;
import clientele.etl.analytics.value.ModelChoice;
import clientele.etl.analytics.value.ModelChoice.Candidate;
import clientele.etl.analytics.value.ModelChoice.Choice;
import clientele.etl.analytics.value.ModelKind;
import clientele.etl.model.analysis.FittedModels.Speakers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Tries models that were fitted at the cut on what followed, and chooses one of those that were
 * fitted on all customers too.
 *
 * @param states of the customers known at the cut
 * @param days held out
 */
record Backtest(List<HoldoutState> states, int days, FittedModels before, FittedModels all) {

  /** A model's trial. */
  record Trial(ModelKind kind, FitBasis basis, Quality quality, Candidate candidate) {}

  /** A trial with what was made of it. */
  record Outcome(Trial trial, boolean isChosen, String reason) {}

  /**
   * One outcome of each model that can be tried. Where the history is truncated, the one that is
   * chosen of these is tried with its first month's customers apart, too.
   */
  List<Outcome> run(boolean isTruncated) {
    List<Trial> trials = new ArrayList<>();
    for (ModelKind kind : ModelKind.values()) {
      trial(kind, FitBasis.EVERYBODY).ifPresent(trials::add);
    }
    List<Outcome> outcomes = judged(trials);
    Optional<Outcome> best = outcomes.stream().filter(Outcome::isChosen).findFirst();
    if (!isTruncated || best.isEmpty()) {
      return outcomes;
    }
    ModelKind kind = best.get().trial.kind;
    trial(kind, FitBasis.NEWCOMERS).ifPresent(trials::add);
    trial(kind, FitBasis.BY_COHORT).ifPresent(trials::add);
    return judged(trials);
  }

  /** The days since the first order of all, at the cut. */
  int oldest() {
    return states.stream().mapToInt(HoldoutState::ageDays).max().orElse(0);
  }

  private static List<Outcome> judged(List<Trial> trials) {
    List<Choice> choices = ModelChoice.among(trials.stream().map(Trial::candidate).toList());
    return IntStream.range(0, trials.size())
        .mapToObj(
            index ->
                new Outcome(
                    trials.get(index), choices.get(index).isChosen(), choices.get(index).reason()))
        .sorted(Comparator.comparing(outcome -> outcome.trial.kind))
        .toList();
  }

  private Optional<Trial> trial(ModelKind kind, FitBasis basis) {
    // What is not usable on all customers is of no use tonight; its age is beside the point there.
    return all.speakers(kind, basis, 0)
        .flatMap(usable -> before.speakers(kind, basis, oldest()))
        .map(speakers -> trial(kind, basis, speakers));
  }

  private Trial trial(ModelKind kind, FitBasis basis, Speakers speakers) {
    double weeks = HistoryState.weeks(days);
    double[] expected = new double[states.size()];
    double[] logLikelihoods = new double[states.size()];
    IntStream.range(0, states.size())
        .parallel()
        .forEach(
            index -> {
              HoldoutState state = states.get(index);
              double[] distribution =
                  speakers.of(state.ageDays()).distribution(state.history().inWeeks(), weeks);
              int held = state.ordersHeldOut();
              logLikelihoods[index] =
                  ModelChoice.logLikelihood(held < distribution.length ? distribution[held] : 0);
              for (int orders = 1; orders < distribution.length; orders++) {
                expected[index] += orders * distribution[orders];
              }
            });
    Quality quality =
        Forecast.quality(
            IntStream.range(0, states.size())
                .mapToObj(
                    index ->
                        new Forecast(
                            expected[index],
                            OptionalDouble.of(expected[index]),
                            states.get(index).ordersHeldOut(),
                            states.get(index).customers()))
                .toList());
    return new Trial(
        kind,
        basis,
        quality,
        new Candidate(
            basis == FitBasis.EVERYBODY
                ? FittedModels.column(kind)
                : FittedModels.column(kind) + " by " + basis.column(),
            logLikelihoods,
            states.stream().mapToLong(HoldoutState::customers).toArray(),
            quality.meanAbsoluteError().orElse(0.0)));
  }
}
