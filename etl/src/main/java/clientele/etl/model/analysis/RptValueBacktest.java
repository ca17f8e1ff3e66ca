package clientele.etl.model.analysis;

import clientele.etl.analytics.value.Forecast;
import clientele.etl.analytics.value.Forecast.Quality;
import clientele.etl.analytics.value.LeftTruncation;
import clientele.etl.analytics.value.ModelKind;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import clientele.etl.model.analysis.Backtest.Outcome;
import clientele.etl.model.analysis.Backtest.Trial;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** How each model would have forecast the last days, beside what needs no model, and the choice. */
public final class RptValueBacktest implements Analysis {

  private static final String BY_BACKTEST = "auto";

  record Row(
      LocalDate asOfDate,
      String method,
      String basis,
      LocalDate cutDate,
      long customers,
      long actualOrders,
      Double expectedOrders,
      Double meanAbsoluteError,
      Double heldOutLogLikelihood,
      Double areaUnderCurve,
      Double topTenthShare,
      boolean isChosen,
      String reason) {}

  /** The chosen model and why. */
  private record Chosen(ModelKind kind, FitBasis basis, String reason) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_value_holdout_state", "int_value_state", "int_value_fit");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    Backtest backtest =
        new Backtest(
            HoldoutState.read(engine),
            HoldoutState.days(parameters),
            new FittedModels(engine, IntValueFit.BEFORE_CUT),
            new FittedModels(engine, IntValueFit.ALL));
    Optional<LeftTruncation> truncation = HistoryState.truncation(HistoryState.read(engine));
    List<Outcome> outcomes = backtest.run(truncation.isPresent());
    Optional<Chosen> chosen =
        chosen(backtest.all(), outcomes, new RunValues(parameters).text("value_model"))
            .map(choice -> withWarning(choice, truncation));
    Rows rows = new Rows(backtest, parameters, chosen, new ArrayList<>());
    rows.addModels(outcomes);
    rows.addBaselines();
    engine.take("rpt_value_backtest__rows", Row.class, rows.rows);
    return Select.of("select * from rpt_value_backtest__rows");
  }

  /** By the settings, by the back-test, or, where nothing could be tried, by the likelihood. */
  private static Optional<Chosen> chosen(FittedModels all, List<Outcome> outcomes, String setting) {
    if (!setting.equals(BY_BACKTEST) && all.isUsable(FittedModels.kind(setting))) {
      return Optional.of(
          new Chosen(
              FittedModels.kind(setting),
              FitBasis.EVERYBODY,
              "chosen: the setting value.model says so"));
    }
    return outcomes.stream()
        .filter(Outcome::isChosen)
        .map(
            outcome ->
                new Chosen(outcome.trial().kind(), outcome.trial().basis(), outcome.reason()))
        .findFirst()
        .or(
            () ->
                all.likeliest()
                    .map(
                        kind ->
                            new Chosen(
                                kind,
                                FitBasis.EVERYBODY,
                                "chosen: the greatest log-likelihood on all customers, untested,"
                                    + " since what was known at the cut fits no model")));
  }

  private static Chosen withWarning(Chosen chosen, Optional<LeftTruncation> truncation) {
    return truncation
        .map(found -> new Chosen(chosen.kind, chosen.basis, chosen.reason + "; " + found.words()))
        .orElse(chosen);
  }

  private record Rows(
      Backtest backtest, Map<String, Object> parameters, Optional<Chosen> chosen, List<Row> rows) {

    void addModels(List<Outcome> outcomes) {
      for (Outcome outcome : outcomes) {
        Trial trial = outcome.trial();
        boolean isChosen = isChosen(trial.kind(), trial.basis());
        rows.add(
            row(
                FittedModels.column(trial.kind()),
                trial.basis(),
                trial.quality(),
                trial.candidate().logLikelihood(),
                isChosen,
                isChosen ? chosen.orElseThrow().reason : outcome.reason()));
      }
      for (ModelKind kind : ModelKind.values()) {
        if (outcomes.stream().noneMatch(outcome -> outcome.trial().kind() == kind)) {
          addUntried(kind);
        }
      }
    }

    private void addUntried(ModelKind kind) {
      boolean isChosen = isChosen(kind, FitBasis.EVERYBODY);
      Quality empty = ranked(state -> 0);
      rows.add(
          row(
              FittedModels.column(kind),
              FitBasis.EVERYBODY,
              new Quality(
                  empty.customers(),
                  empty.actualOrders(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()),
              null,
              isChosen,
              isChosen ? chosen.orElseThrow().reason : gap(kind)));
    }

    private String gap(ModelKind kind) {
      return backtest.all().isUsable(kind)
          ? "at the cut: " + backtest.before().reason(kind, CustomerGroup.EVERYBODY)
          : backtest.all().reason(kind, CustomerGroup.EVERYBODY);
    }

    private boolean isChosen(ModelKind kind, FitBasis basis) {
      return chosen.filter(choice -> choice.kind == kind && choice.basis == basis).isPresent();
    }

    void addBaselines() {
      int days = backtest.days();
      expecting(
          "own_rate",
          state -> state.ageDays() == 0 ? 0 : (double) state.repeats() * days / state.ageDays());
      expecting("last_window", HoldoutState::ordersBeforeCut);
      ranking("recency", state -> state.lastAtDays() - state.ageDays());
      ranking("frequency", HoldoutState::repeats);
      chosen
          .flatMap(
              choice -> backtest.before().speakers(choice.kind, choice.basis, backtest.oldest()))
          .ifPresent(
              speakers ->
                  ranking(
                      "probability_alive",
                      state ->
                          speakers
                              .of(state.ageDays())
                              .probabilityAlive(state.history().inWeeks())));
    }

    private void expecting(String method, ToDoubleFunction<HoldoutState> expected) {
      baseline(
          method,
          quality(
              state -> {
                double orders = expected.applyAsDouble(state);
                return forecast(state, orders, OptionalDouble.of(orders));
              }));
    }

    private void ranking(String method, ToDoubleFunction<HoldoutState> score) {
      baseline(method, ranked(score));
    }

    private Quality ranked(ToDoubleFunction<HoldoutState> score) {
      return quality(state -> forecast(state, score.applyAsDouble(state), OptionalDouble.empty()));
    }

    private Quality quality(Function<HoldoutState, Forecast> forecast) {
      return Forecast.quality(backtest.states().stream().map(forecast).toList());
    }

    private static Forecast forecast(HoldoutState state, double score, OptionalDouble expected) {
      return new Forecast(score, expected, state.ordersHeldOut(), state.customers());
    }

    private void baseline(String method, Quality quality) {
      rows.add(
          row(
              method,
              FitBasis.EVERYBODY,
              quality,
              null,
              false,
              quality.customers() == 0
                  ? "not enough data: needs customers with an order up to the cut, has 0"
                  : "beside the models, needs none"));
    }

    private Row row(
        String method,
        FitBasis basis,
        Quality quality,
        Double logLikelihood,
        boolean isChosen,
        String reason) {
      return new Row(
          new RunValues(parameters).asOf(),
          method,
          basis.column(),
          HoldoutState.cutDate(parameters),
          quality.customers(),
          quality.actualOrders(),
          quality.expectedOrders().orElse(null),
          quality.meanAbsoluteError().orElse(null),
          logLikelihood,
          quality.areaUnderCurve().orElse(null),
          quality.topTenthShare().orElse(null),
          isChosen,
          reason);
    }
  }
}
