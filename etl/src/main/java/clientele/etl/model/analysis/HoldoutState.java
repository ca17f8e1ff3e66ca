package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A row of {@code int_value_holdout_state}. */
record HoldoutState(
    int repeats,
    int lastAtDays,
    int ageDays,
    int ordersBeforeCut,
    int ordersHeldOut,
    long customers,
    long logIntervalMillionths) {

  /** In a fixed order, so that sums are the same on every engine. */
  static List<HoldoutState> read(Engine engine) {
    return engine.read(
        Select.of(
            """
            select
              repeats, last_at_days, age_days, orders_before_cut, orders_held_out, customers,
              log_interval_millionths
            from int_value_holdout_state
            order by repeats, last_at_days, age_days, orders_before_cut, orders_held_out"""),
        HoldoutState.class);
  }

  static int days(Map<String, Object> parameters) {
    return (int) new RunValues(parameters).whole("value_holdout_days");
  }

  static LocalDate cutDate(Map<String, Object> parameters) {
    return new RunValues(parameters).asOf().minusDays(days(parameters));
  }

  /** What was known at the cut. */
  HistoryState history() {
    return new HistoryState(repeats, lastAtDays, ageDays, customers, logIntervalMillionths);
  }
}
