package clientele.etl.model.analysis;

import clientele.etl.analytics.value.Forecast;
import clientele.etl.analytics.value.Forecast.Quality;
import clientele.etl.analytics.value.ModelChoice;
import clientele.etl.analytics.value.ModelChoice.Candidate;
import clientele.etl.analytics.value.ModelChoice.Choice;
import clientele.etl.analytics.value.ModelKind;
import clientele.etl.model.analysis.FittedModels.Speakers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tries models that were fitted at a cut on what followed, at several cuts, and chooses one of
 * those that were fitted on all customers too.
 *
 * @param cuts the newest first; at least one
 * @param days held out after each
 */
record Backtest(List<Cut> cuts, int days, FittedModels all) {

  /**
   * A cut.
   *
   * @param number 1 for the newest
   * @param states of the customers known then
   */
  record Cut(int number, List<HoldoutState> states, FittedModels before) {

    /** The days since the first order of all, then. */
    int oldest() {
      return states.stream().mapToInt(HoldoutState::ageDays).max().orElse(0);
    }

    Optional<Speakers> speakers(ModelKind kind, FitBasis basis) {
      return before.speakers(kind, basis, oldest());
    }
  }

  /** A model on a basis. */
  record Contender(ModelKind kind, FitBasis basis) {

    String name() {
      String column = FittedModels.column(kind);
      return basis == FitBasis.EVERYBODY ? column : column + " by " + basis.column();
    }
  }

  /**
   * A model's trial at one cut.
   *
   * @param expected orders, by state
   * @param logLikelihoods of the orders held out, by state
   */
  record Trial(Cut cut, Quality quality, double[] expected, double[] logLikelihoods) {

    double logLikelihood() {
      return IntStream.range(0, logLikelihoods.length)
          .mapToDouble(index -> cut.states.get(index).customers() * logLikelihoods[index])
          .sum();
    }
  }

  /** A contender's trials with what was made of them. */
  record Outcome(Contender contender, List<Trial> trials, boolean isChosen, String reason) {}

  /**
   * One outcome of each model that can be tried. Where the history is truncated, the one that is
   * chosen of these is tried with its first month's customers apart, too. Older cuts count where
   * all that are tried at the newest could be fitted.
   */
  List<Outcome> run(boolean isTruncated) {
    List<Contender> contenders =
        usable(Arrays.stream(ModelKind.values()).map(k -> new Contender(k, FitBasis.EVERYBODY)));
    Function<Contender, List<Trial>> trials = remembered();
    List<Outcome> outcomes = judged(contenders, trials);
    Optional<Outcome> best = outcomes.stream().filter(Outcome::isChosen).findFirst();
    if (!isTruncated || best.isEmpty()) {
      return outcomes;
    }
    ModelKind kind = best.get().contender.kind;
    contenders.addAll(
        usable(Stream.of(FitBasis.NEWCOMERS, FitBasis.BY_COHORT).map(b -> new Contender(kind, b))));
    return judged(contenders, trials);
  }

  Cut newest() {
    return cuts.get(0);
  }

  /**
   * What is not usable on all customers is of no use tonight; its age is beside the point there.
   */
  private List<Contender> usable(Stream<Contender> contenders) {
    return contenders
        .filter(one -> all.speakers(one.kind, one.basis, 0).isPresent())
        .filter(one -> newest().speakers(one.kind, one.basis).isPresent())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** A trial takes a while, and is asked for again where cohorts are tried apart. */
  private Function<Contender, List<Trial>> remembered() {
    Map<Contender, List<Trial>> known = new HashMap<>();
    return contender ->
        known.computeIfAbsent(
            contender,
            one ->
                cuts.stream()
                    .flatMap(
                        cut -> cut.speakers(one.kind, one.basis).map(s -> trial(cut, s)).stream())
                    .toList());
  }

  private static List<Outcome> judged(
      List<Contender> contenders, Function<Contender, List<Trial>> trials) {
    List<Integer> common = commonCuts(contenders, trials);
    List<List<Trial>> counted =
        contenders.stream()
            .map(
                one ->
                    trials.apply(one).stream()
                        .filter(trial -> common.contains(trial.cut.number))
                        .toList())
            .toList();
    List<Choice> choices =
        ModelChoice.among(
            IntStream.range(0, contenders.size())
                .mapToObj(index -> candidate(contenders.get(index).name(), counted.get(index)))
                .toList());
    String cuts = common.size() > 1 ? ", over %d cuts".formatted(common.size()) : "";
    return IntStream.range(0, contenders.size())
        .mapToObj(
            index ->
                new Outcome(
                    contenders.get(index),
                    counted.get(index),
                    choices.get(index).isChosen(),
                    choices.get(index).reason() + cuts))
        .sorted(Comparator.comparing(outcome -> outcome.contender.kind))
        .toList();
  }

  private static List<Integer> commonCuts(
      List<Contender> contenders, Function<Contender, List<Trial>> trials) {
    return contenders.stream()
        .map(one -> trials.apply(one).stream().map(trial -> trial.cut.number).toList())
        .reduce((some, others) -> some.stream().filter(others::contains).toList())
        .orElse(List.of());
  }

  /** All cuts as one record. */
  private static Candidate candidate(String name, List<Trial> trials) {
    double customers = trials.stream().mapToLong(trial -> trial.quality.customers()).sum();
    double errors =
        trials.stream()
            .mapToDouble(t -> t.quality.meanAbsoluteError().orElse(0.0) * t.quality.customers())
            .sum();
    return new Candidate(
        name,
        trials.stream().flatMapToDouble(trial -> Arrays.stream(trial.logLikelihoods)).toArray(),
        trials.stream()
            .flatMapToLong(trial -> trial.cut.states.stream().mapToLong(HoldoutState::customers))
            .toArray(),
        customers > 0 ? errors / customers : 0);
  }

  private Trial trial(Cut cut, Speakers speakers) {
    double weeks = HistoryState.weeks(days);
    List<HoldoutState> states = cut.states;
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
                        forecast(
                            states.get(index), expected[index], OptionalDouble.of(expected[index])))
                .toList());
    return new Trial(cut, quality, expected, logLikelihoods);
  }

  /** How good a method is that needs no fit, at one cut; it expects its score, or only ranks. */
  static Quality quality(Cut cut, ToDoubleFunction<HoldoutState> score, boolean isExpectation) {
    return Forecast.quality(
        cut.states.stream()
            .map(
                state -> {
                  double value = score.applyAsDouble(state);
                  return forecast(
                      state,
                      value,
                      isExpectation ? OptionalDouble.of(value) : OptionalDouble.empty());
                })
            .toList());
  }

  private static Forecast forecast(HoldoutState state, double score, OptionalDouble expected) {
    return new Forecast(score, expected, state.ordersHeldOut(), state.customers());
  }
}
