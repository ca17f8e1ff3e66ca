package clientele.etl.model.analysis;

import clientele.etl.analytics.value.Forecast.Quality;
import clientele.etl.analytics.value.LeftTruncation;
import clientele.etl.analytics.value.ModelKind;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import clientele.etl.model.analysis.Backtest.Contender;
import clientele.etl.model.analysis.Backtest.Cut;
import clientele.etl.model.analysis.Backtest.Outcome;
import clientele.etl.model.analysis.Backtest.Trial;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** How each model would have forecast the last days, beside what needs no model, and the choice. */
public final class RptValueBacktest implements Analysis {

  private static final String BY_BACKTEST = "auto";

  record Row(
      LocalDate asOfDate,
      String method,
      String basis,
      int cutNo,
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
  private record Chosen(Contender contender, String reason) {}

  @Override
  public Set<String> inputs() {
    return Set.of(
        "int_value_holdout_state", "int_value_holdout_person", "int_value_state", "int_value_fit");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    Backtest backtest =
        new Backtest(
            cuts(engine, parameters),
            HoldoutState.days(parameters),
            new FittedModels(engine, IntValueFit.ALL));
    Optional<LeftTruncation> truncation = HistoryState.truncation(HistoryState.read(engine));
    List<Outcome> outcomes = backtest.run(truncation.isPresent());
    Optional<Chosen> chosen =
        chosen(backtest.all(), outcomes, new RunValues(parameters).text("value_model"))
            .map(choice -> withWarning(choice, truncation));
    Rows rows = new Rows(backtest, parameters, chosen, new ArrayList<>());
    rows.addModels(outcomes);
    List<Trial> spoken =
        outcomes.stream()
            .filter(outcome -> rows.isChosen(outcome.contender()))
            .flatMap(outcome -> outcome.trials().stream())
            .toList();
    rows.addBaselines(backtest.newest());
    spoken.stream().map(Trial::cut).filter(cut -> cut.number() > 1).forEach(rows::addBaselines);
    engine.take("rpt_value_backtest__rows", Row.class, rows.rows);
    return SpendBacktest.with(engine, parameters, "rpt_value_backtest__rows", spoken);
  }

  /** Those before which somebody had ordered; the newest in any case. */
  private static List<Cut> cuts(Engine engine, Map<String, Object> parameters) {
    List<Cut> cuts = new ArrayList<>();
    for (int number = 1; number <= HoldoutState.cuts(parameters); number++) {
      List<HoldoutState> states = HoldoutState.read(engine, number);
      if (number == 1 || !states.isEmpty()) {
        cuts.add(new Cut(number, states, new FittedModels(engine, IntValueFit.beforeCut(number))));
      }
    }
    return cuts;
  }

  /** By the settings, by the back-test, or, where nothing could be tried, by the likelihood. */
  private static Optional<Chosen> chosen(FittedModels all, List<Outcome> outcomes, String setting) {
    if (!setting.equals(BY_BACKTEST) && all.isUsable(FittedModels.kind(setting))) {
      return Optional.of(
          new Chosen(
              new Contender(FittedModels.kind(setting), FitBasis.EVERYBODY),
              "chosen: the setting value.model says so"));
    }
    return outcomes.stream()
        .filter(Outcome::isChosen)
        .map(outcome -> new Chosen(outcome.contender(), outcome.reason()))
        .findFirst()
        .or(
            () ->
                all.likeliest()
                    .map(
                        kind ->
                            new Chosen(
                                new Contender(kind, FitBasis.EVERYBODY),
                                "chosen: the greatest log-likelihood on all customers, untested,"
                                    + " since what was known at the cut fits no model")));
  }

  private static Chosen withWarning(Chosen chosen, Optional<LeftTruncation> truncation) {
    return truncation
        .map(found -> new Chosen(chosen.contender, chosen.reason + "; " + found.words()))
        .orElse(chosen);
  }

  private record Rows(
      Backtest backtest, Map<String, Object> parameters, Optional<Chosen> chosen, List<Row> rows) {

    void addModels(List<Outcome> outcomes) {
      for (Outcome outcome : outcomes) {
        boolean isChosen = isChosen(outcome.contender());
        String reason = isChosen ? chosen.orElseThrow().reason : outcome.reason();
        for (Trial trial : outcome.trials()) {
          rows.add(
              row(
                  outcome.contender(),
                  trial.cut(),
                  trial.quality(),
                  trial.logLikelihood(),
                  isChosen,
                  reason));
        }
      }
      for (ModelKind kind : ModelKind.values()) {
        if (outcomes.stream().noneMatch(outcome -> outcome.contender().kind() == kind)) {
          addUntried(new Contender(kind, FitBasis.EVERYBODY));
        }
      }
    }

    private void addUntried(Contender contender) {
      boolean isChosen = isChosen(contender);
      Quality empty = Backtest.quality(backtest.newest(), state -> 0, false);
      rows.add(
          row(
              contender,
              backtest.newest(),
              new Quality(
                  empty.customers(),
                  empty.actualOrders(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()),
              null,
              isChosen,
              isChosen ? chosen.orElseThrow().reason : gap(contender.kind())));
    }

    private String gap(ModelKind kind) {
      return backtest.all().isUsable(kind)
          ? "at the cut: " + backtest.newest().before().reason(kind, CustomerGroup.EVERYBODY)
          : backtest.all().reason(kind, CustomerGroup.EVERYBODY);
    }

    boolean isChosen(Contender contender) {
      return chosen.filter(choice -> choice.contender.equals(contender)).isPresent();
    }

    void addBaselines(Cut cut) {
      int days = backtest.days();
      expecting(
          cut,
          "own_rate",
          state -> state.ageDays() == 0 ? 0 : (double) state.repeats() * days / state.ageDays());
      expecting(cut, "last_window", HoldoutState::ordersBeforeCut);
      ranking(cut, "recency", state -> state.lastAtDays() - state.ageDays());
      ranking(cut, "frequency", HoldoutState::repeats);
      chosen
          .map(Chosen::contender)
          .flatMap(contender -> cut.speakers(contender.kind(), contender.basis()))
          .ifPresent(
              speakers ->
                  ranking(
                      cut,
                      "probability_alive",
                      state ->
                          speakers
                              .of(state.ageDays())
                              .probabilityAlive(state.history().inWeeks())));
    }

    private void expecting(Cut cut, String method, ToDoubleFunction<HoldoutState> expected) {
      baseline(cut, method, Backtest.quality(cut, expected, true));
    }

    private void ranking(Cut cut, String method, ToDoubleFunction<HoldoutState> score) {
      baseline(cut, method, Backtest.quality(cut, score, false));
    }

    private void baseline(Cut cut, String method, Quality quality) {
      rows.add(
          row(
              method,
              FitBasis.EVERYBODY,
              cut,
              quality,
              null,
              false,
              quality.customers() == 0
                  ? "not enough data: needs customers with an order up to the cut, has 0"
                  : "beside the models, needs none"));
    }

    private Row row(
        Contender contender,
        Cut cut,
        Quality quality,
        Double logLikelihood,
        boolean isChosen,
        String reason) {
      return row(
          FittedModels.column(contender.kind()),
          contender.basis(),
          cut,
          quality,
          logLikelihood,
          isChosen,
          reason);
    }

    private Row row(
        String method,
        FitBasis basis,
        Cut cut,
        Quality quality,
        Double logLikelihood,
        boolean isChosen,
        String reason) {
      return new Row(
          new RunValues(parameters).asOf(),
          method,
          basis.column(),
          cut.number(),
          HoldoutState.cutDate(parameters, cut.number()),
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
