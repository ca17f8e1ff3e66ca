package clientele.etl.model.analysis;

import clientele.etl.analytics.value.BgNbd;
import clientele.etl.analytics.value.Fit;
import clientele.etl.analytics.value.Forecast;
import clientele.etl.analytics.value.Forecast.Quality;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Fits on the past and forecasts the days that followed, beside what needs no model. */
public final class RptValueBacktest implements Analysis {

  record Row(
      LocalDate asOfDate,
      String method,
      LocalDate cutDate,
      long customers,
      long actualOrders,
      Double expectedOrders,
      Double meanAbsoluteError,
      Double areaUnderCurve,
      Double topTenthShare,
      String reason) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_value_holdout_state");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    List<HoldoutState> states = HoldoutState.read(engine);
    Fit<BgNbd> fit =
        OrderModel.fit(states.stream().map(HoldoutState::history).toList(), parameters);
    engine.take("rpt_value_backtest__rows", Row.class, rows(states, fit, parameters));
    return Select.of("select * from rpt_value_backtest__rows");
  }

  private static List<Row> rows(
      List<HoldoutState> states, Fit<BgNbd> fit, Map<String, Object> parameters) {
    int days = HoldoutState.days(parameters);
    double weeks = HistoryState.weeks(days);
    List<Row> rows = new ArrayList<>();
    if (fit.model().isPresent()) {
      BgNbd model = fit.model().get();
      rows.add(
          expecting(
              "bg_nbd",
              states,
              parameters,
              state -> model.expectedOrders(state.history().inWeeks(), weeks)));
      rows.add(
          ranking(
              "probability_alive",
              states,
              parameters,
              state -> model.probabilityAlive(state.history().inWeeks())));
    } else {
      rows.add(without("bg_nbd", states, parameters, fit.reason()));
      rows.add(without("probability_alive", states, parameters, fit.reason()));
    }
    rows.add(
        expecting(
            "own_rate",
            states,
            parameters,
            state -> state.ageDays() == 0 ? 0 : (double) state.repeats() * days / state.ageDays()));
    rows.add(expecting("last_window", states, parameters, HoldoutState::ordersBeforeCut));
    rows.add(ranking("recency", states, parameters, state -> state.lastAtDays() - state.ageDays()));
    rows.add(ranking("frequency", states, parameters, HoldoutState::repeats));
    return rows;
  }

  private static Row expecting(
      String method,
      List<HoldoutState> states,
      Map<String, Object> parameters,
      ToDoubleFunction<HoldoutState> expected) {
    return row(
        method,
        parameters,
        Forecast.quality(
            states.stream()
                .map(
                    state -> {
                      double orders = expected.applyAsDouble(state);
                      return forecast(state, orders, OptionalDouble.of(orders));
                    })
                .toList()),
        null);
  }

  private static Row ranking(
      String method,
      List<HoldoutState> states,
      Map<String, Object> parameters,
      ToDoubleFunction<HoldoutState> score) {
    return row(
        method,
        parameters,
        Forecast.quality(
            states.stream()
                .map(state -> forecast(state, score.applyAsDouble(state), OptionalDouble.empty()))
                .toList()),
        null);
  }

  private static Row without(
      String method, List<HoldoutState> states, Map<String, Object> parameters, String reason) {
    Row ranked = ranking(method, states, parameters, state -> 0);
    return new Row(
        ranked.asOfDate,
        method,
        ranked.cutDate,
        ranked.customers,
        ranked.actualOrders,
        null,
        null,
        null,
        null,
        reason);
  }

  private static Forecast forecast(HoldoutState state, double score, OptionalDouble expected) {
    return new Forecast(score, expected, state.ordersHeldOut(), state.customers());
  }

  private static Row row(
      String method, Map<String, Object> parameters, Quality quality, String reason) {
    boolean isEmpty = quality.customers() == 0;
    return new Row(
        (LocalDate) parameters.get("as_of"),
        method,
        HoldoutState.cutDate(parameters),
        quality.customers(),
        quality.actualOrders(),
        quality.expectedOrders().orElse(null),
        quality.meanAbsoluteError().orElse(null),
        quality.areaUnderCurve().orElse(null),
        quality.topTenthShare().orElse(null),
        isEmpty ? "not enough data: needs customers with an order up to the cut, has 0" : reason);
  }
}
