package clientele.etl.model.analysis;

import clientele.etl.analytics.value.GammaGamma;
import clientele.etl.analytics.value.LifetimeHorizon;
import clientele.etl.analytics.value.OrderForecast;
import clientele.etl.analytics.value.PurchaseModel;
import clientele.etl.analytics.value.PurchaseState;
import clientele.etl.analytics.value.SpendForecast;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import clientele.etl.model.analysis.FittedModels.Speakers;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Scores each purchase history once with tonight's model; people join their history's score. */
public final class IntValueScore implements Analysis {

  record State(int repeats, int lastAtDays, int ageDays, int repeatPaidDays, long customers) {

    PurchaseState inWeeks() {
      return new HistoryState(repeats, lastAtDays, ageDays, customers, 0).inWeeks();
    }
  }

  record Estimate(String parameter, Double estimate) {}

  record Row(
      int repeats,
      int lastAtDays,
      int ageDays,
      int repeatPaidDays,
      Double expectedOrders30Days,
      Double expectedOrders90Days,
      Double expectedOrders365Days,
      Integer orders365DaysLow,
      Integer orders365DaysHigh,
      Double discountedOrders,
      Double spendLowFactor,
      Double spendHighFactor,
      Double probabilityAlive,
      Double probabilityNoOrder90Days,
      String forecastGap) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_value_state", "int_value_fit", "rpt_value_backtest");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    List<State> states =
        engine.read(
            Select.of(
                """
                select repeats, last_at_days, age_days, repeat_paid_days, customers
                from int_value_state\
                """),
            State.class);
    FittedModels all = new FittedModels(engine, IntValueFit.ALL);
    int oldest = states.stream().mapToInt(State::ageDays).max().orElse(0);
    Optional<Speakers> speakers =
        ChosenModel.read(engine, parameters)
            .flatMap(chosen -> all.speakers(chosen.kind(), chosen.fitBasis(), oldest));
    Scoring scoring = Scoring.of(horizon(parameters), spend(engine));
    List<Row> rows =
        states.parallelStream()
            .map(
                state ->
                    speakers
                        .map(models -> scoring.score(state, models.of(state.ageDays())))
                        .orElseGet(() -> unscored(state, all.gap())))
            .toList();
    engine.take("int_value_score__rows", Row.class, rows);
    return Select.of(
        """
        select
          repeats, last_at_days, age_days, repeat_paid_days,
          expected_orders30_days as expected_orders_30_days,
          expected_orders90_days as expected_orders_90_days,
          expected_orders365_days as expected_orders_365_days,
          orders365_days_low as orders_365_days_low,
          orders365_days_high as orders_365_days_high,
          discounted_orders, spend_low_factor, spend_high_factor,
          probability_alive,
          probability_no_order90_days as probability_no_order_90_days,
          forecast_gap
        from int_value_score__rows\
        """);
  }

  /** True months from as_of, in weeks. */
  private static LifetimeHorizon horizon(Map<String, Object> parameters) {
    RunValues values = new RunValues(parameters);
    LocalDate asOf = values.asOf();
    double[] ends = new double[(int) values.whole("value_lifetime_months")];
    for (int month = 1; month <= ends.length; month++) {
      ends[month - 1] =
          HistoryState.weeks((int) ChronoUnit.DAYS.between(asOf, asOf.plusMonths(month)));
    }
    double yearly = values.number("value_yearly_discount_rate");
    return new LifetimeHorizon(ends, Math.pow(1 + yearly, 1 / 12.0) - 1);
  }

  /** Empty where the model is not usable or has no finite mean. */
  private static Optional<GammaGamma> spend(Engine engine) {
    Map<String, Double> values =
        engine
            .read(
                Select.of(
                    """
                    select parameter, estimate from int_value_fit
                    where model = 'gamma_gamma' and fitted_on = 'all' and estimate is not null\
                    """),
                Estimate.class)
            .stream()
            .collect(Collectors.toMap(Estimate::parameter, Estimate::estimate));
    return Optional.of(values)
        .filter(found -> found.size() == 3)
        .map(found -> new GammaGamma(found.get("p"), found.get("q"), found.get("gamma")))
        .filter(model -> model.meanAmount().isPresent());
  }

  private static Row unscored(State state, String gap) {
    return new Row(
        state.repeats,
        state.lastAtDays,
        state.ageDays,
        state.repeatPaidDays,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        gap);
  }

  /**
   * @param times the ends of the horizon's periods, then the days of the forecasts
   */
  private record Scoring(LifetimeHorizon horizon, double[] times, Optional<GammaGamma> spend) {

    private static final int[] DAYS = {30, 90, 365};

    static Scoring of(LifetimeHorizon horizon, Optional<GammaGamma> spend) {
      return new Scoring(
          horizon,
          DoubleStream.concat(
                  Arrays.stream(horizon.ends()),
                  Arrays.stream(DAYS).mapToDouble(HistoryState::weeks))
              .toArray(),
          spend);
    }

    Row score(State state, PurchaseModel model) {
      PurchaseState history = state.inWeeks();
      OrderForecast year = OrderForecast.of(model, history, HistoryState.weeks(365));
      double[] expected = model.expectedOrders(history, times);
      double discounted = horizon.discountedOrders(expected);
      OrderForecast life =
          horizon.length() == HistoryState.weeks(365)
              ? year
              : OrderForecast.of(model, history, horizon.length());
      int periods = expected.length - DAYS.length;
      double undiscounted = periods > 0 ? expected[periods - 1] : 0;
      double share = undiscounted > 0 ? discounted / undiscounted : 0;
      Optional<SpendForecast> interval =
          spend.map(found -> SpendForecast.of(found, state.repeatPaidDays, life));
      return new Row(
          state.repeats,
          state.lastAtDays,
          state.ageDays,
          state.repeatPaidDays,
          expected[expected.length - 3],
          expected[expected.length - 2],
          expected[expected.length - 1],
          year.low(),
          year.high(),
          discounted,
          interval.map(found -> share * found.low()).orElse(null),
          interval.map(found -> share * found.high()).orElse(null),
          model.probabilityAlive(history),
          model.probabilityOfNoOrder(history, HistoryState.weeks(90)),
          null);
    }
  }
}
