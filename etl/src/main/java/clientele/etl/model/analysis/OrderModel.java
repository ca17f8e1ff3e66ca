package clientele.etl.model.analysis;

import clientele.etl.analytics.value.BgNbd;
import clientele.etl.analytics.value.DataGate;
import clientele.etl.analytics.value.Fit;
import clientele.etl.analytics.value.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model of orders to come, behind its data gate. */
final class OrderModel {

  private OrderModel() {}

  static Fit<BgNbd> fit(List<HistoryState> states, Map<String, Object> parameters) {
    return shortfall(states, parameters)
        .map(
            reason ->
                Fit.<BgNbd>without(
                    Verdict.NOT_ENOUGH_DATA, reason, HistoryState.sample(states).customers()))
        .orElseGet(() -> BgNbd.fit(states.stream().map(HistoryState::inWeeks).toList()));
  }

  /** What the data lack, in words; empty where they pass the gate. */
  static Optional<String> shortfall(List<HistoryState> states, Map<String, Object> parameters) {
    DataGate gate =
        new DataGate(
            setting(parameters, "customers"),
            setting(parameters, "days"),
            setting(parameters, "silent_days"),
            setting(parameters, "orders"));
    List<String> shortfalls = gate.shortfalls(HistoryState.sample(states));
    return shortfalls.isEmpty()
        ? Optional.empty()
        : Optional.of("not enough data: " + String.join("; ", shortfalls));
  }

  private static long setting(Map<String, Object> parameters, String name) {
    return ((Number) parameters.get("value_gate_" + name)).longValue();
  }
}
