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

  /** The states at the newest cut. */
  static List<HoldoutState> read(Engine engine) {
    return read(engine, 1);
  }

  /**
   * In a fixed order, so that sums are the same on every engine.
   *
   * @param cutNo 1 for the newest
   */
  static List<HoldoutState> read(Engine engine, int cutNo) {
    return engine.read(
        new Select(
            """
            select
              repeats, last_at_days, age_days, orders_before_cut, orders_held_out, customers,
              log_interval_millionths
            from int_value_holdout_state
            where cut_no = :cut_no
            order by repeats, last_at_days, age_days, orders_before_cut, orders_held_out\
            """,
            Map.of("cut_no", cutNo)),
        HoldoutState.class);
  }

  static int days(Map<String, Object> parameters) {
    return (int) new RunValues(parameters).whole("value_holdout_days");
  }

  /** How many cuts are tried. */
  static int cuts(Map<String, Object> parameters) {
    return (int) new RunValues(parameters).whole("value_backtest_cuts");
  }

  /** The newest cut. */
  static LocalDate cutDate(Map<String, Object> parameters) {
    return cutDate(parameters, 1);
  }

  static LocalDate cutDate(Map<String, Object> parameters, int cutNo) {
    return new RunValues(parameters).asOf().minusDays((long) cutNo * days(parameters));
  }

  /** What was known at the cut. */
  HistoryState history() {
    return new HistoryState(repeats, lastAtDays, ageDays, customers, logIntervalMillionths);
  }
}
