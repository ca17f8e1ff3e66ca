package clientele.etl.model.analysis;

import clientele.etl.analytics.value.BgNbd;
import clientele.etl.analytics.value.PurchaseModel;
import clientele.etl.analytics.value.PurchaseState;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scores each purchase history once with tonight's model; people join their history's score. */
public final class IntValueScore implements Analysis {

  record Estimate(String parameter, Double estimate, String reason) {}

  record Row(
      int repeats,
      int lastAtDays,
      int ageDays,
      Double expectedOrders30Days,
      Double expectedOrders90Days,
      Double expectedOrders365Days,
      Double probabilityAlive,
      Double probabilityNoOrder90Days,
      String forecastGap) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_value_state", "rpt_value_model");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    Map<String, Estimate> estimates =
        engine
            .read(
                new Select(
                    """
                    select parameter, estimate, reason from rpt_value_model
                    where as_of_date = :as_of and model = 'bg_nbd'""",
                    parameters),
                Estimate.class)
            .stream()
            .collect(Collectors.toMap(Estimate::parameter, Function.identity()));
    List<HistoryState> states =
        engine.read(
            Select.of("select repeats, last_at_days, age_days, customers from int_value_state"),
            HistoryState.class);
    engine.take("int_value_score__rows", Row.class, rows(states, estimates));
    return Select.of(
        """
        select
          repeats, last_at_days, age_days,
          expected_orders30_days as expected_orders_30_days,
          expected_orders90_days as expected_orders_90_days,
          expected_orders365_days as expected_orders_365_days,
          probability_alive,
          probability_no_order90_days as probability_no_order_90_days,
          forecast_gap
        from int_value_score__rows""");
  }

  private static List<Row> rows(List<HistoryState> states, Map<String, Estimate> estimates) {
    Estimate r = estimates.get("r");
    if (r == null || r.estimate() == null) {
      String gap = r == null ? "no model was fitted for this date" : r.reason();
      return states.stream().map(state -> unscored(state, gap)).toList();
    }
    PurchaseModel model =
        new BgNbd(
            r.estimate(),
            estimates.get("alpha").estimate(),
            estimates.get("a").estimate(),
            estimates.get("b").estimate());
    return states.parallelStream().map(state -> scored(state, model)).toList();
  }

  private static Row unscored(HistoryState state, String gap) {
    return new Row(
        state.repeats(), state.lastAtDays(), state.ageDays(), null, null, null, null, null, gap);
  }

  private static Row scored(HistoryState state, PurchaseModel model) {
    PurchaseState history = state.inWeeks();
    return new Row(
        state.repeats(),
        state.lastAtDays(),
        state.ageDays(),
        model.expectedOrders(history, HistoryState.weeks(30)),
        model.expectedOrders(history, HistoryState.weeks(90)),
        model.expectedOrders(history, HistoryState.weeks(365)),
        model.probabilityAlive(history),
        model.probabilityOfNoOrder(history, HistoryState.weeks(90)),
        null);
  }
}
