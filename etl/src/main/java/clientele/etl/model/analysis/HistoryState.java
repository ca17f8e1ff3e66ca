package clientele.etl.model.analysis;

import clientele.etl.analytics.value.DataGate;
import clientele.etl.analytics.value.LeftTruncation;
import clientele.etl.analytics.value.PurchaseSample;
import clientele.etl.analytics.value.PurchaseState;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code int_value_state}, or what the back-test's states knew at the cut: purchase models
 * work in weeks, tables in days.
 *
 * @param logIntervalMillionths sum of the logarithms of the days between orders, of all customers
 */
record HistoryState(
    int repeats, int lastAtDays, int ageDays, long customers, long logIntervalMillionths) {

  static List<HistoryState> read(Engine engine) {
    return engine.read(
        Select.of(
            """
            select
              repeats, last_at_days, age_days, sum(customers) as customers,
              sum(log_interval_millionths) as log_interval_millionths
            from int_value_state
            group by repeats, last_at_days, age_days
            order by repeats, last_at_days, age_days"""),
        HistoryState.class);
  }

  static double weeks(int days) {
    return days / 7.0;
  }

  PurchaseState inWeeks() {
    return new PurchaseState(repeats, weeks(lastAtDays), weeks(ageDays), customers);
  }

  /** For fits, in weeks. */
  static PurchaseSample sample(List<HistoryState> states) {
    double days = states.stream().mapToLong(HistoryState::logIntervalMillionths).sum() / 1e6;
    double repeats = states.stream().mapToDouble(s -> (double) s.repeats * s.customers).sum();
    return PurchaseSample.of(
        states.stream().map(HistoryState::inWeeks).toList(), days - repeats * Math.log(7));
  }

  /** What there is, for the gate. */
  static DataGate.Sample extent(List<HistoryState> states) {
    return new DataGate.Sample(
        states.stream().mapToLong(HistoryState::customers).sum(),
        oldest(states),
        states.stream().mapToLong(state -> state.ageDays - state.lastAtDays).min().orElse(0),
        states.stream().mapToLong(state -> state.repeats + 1).max().orElse(0));
  }

  /** Days since the first order of all. */
  static int oldest(List<HistoryState> states) {
    return states.stream().mapToInt(HistoryState::ageDays).max().orElse(0);
  }

  static Optional<LeftTruncation> truncation(List<HistoryState> states) {
    int oldest = oldest(states);
    long[] arrivals = new long[oldest + 1];
    states.forEach(state -> arrivals[oldest - state.ageDays] += state.customers);
    return LeftTruncation.detect(arrivals);
  }
}
