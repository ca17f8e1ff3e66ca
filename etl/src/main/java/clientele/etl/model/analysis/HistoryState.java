package clientele.etl.model.analysis;

import clientele.etl.analytics.value.DataGate;
import clientele.etl.analytics.value.PurchaseState;
import java.util.List;

/** A row of {@code int_value_state}: purchase models work in weeks, tables in days. */
record HistoryState(int repeats, int lastAtDays, int ageDays, long customers) {

  static double weeks(int days) {
    return days / 7.0;
  }

  PurchaseState inWeeks() {
    return new PurchaseState(repeats, weeks(lastAtDays), weeks(ageDays), customers);
  }

  /** What there is, for the gate. */
  static DataGate.Sample sample(List<HistoryState> states) {
    return new DataGate.Sample(
        states.stream().mapToLong(HistoryState::customers).sum(),
        states.stream().mapToLong(HistoryState::ageDays).max().orElse(0),
        states.stream().mapToLong(state -> state.ageDays - state.lastAtDays).min().orElse(0),
        states.stream().mapToLong(state -> state.repeats + 1).max().orElse(0));
  }
}
