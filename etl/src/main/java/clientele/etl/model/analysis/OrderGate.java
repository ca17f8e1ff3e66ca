package clientele.etl.model.analysis;

import clientele.etl.analytics.value.DataGate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data gate of the models of orders to come, as the settings have it. */
record OrderGate(DataGate gate) {

  static OrderGate of(Map<String, Object> parameters) {
    RunValues values = new RunValues(parameters);
    return new OrderGate(
        new DataGate(
            values.whole("value_gate_customers"),
            values.whole("value_gate_days"),
            values.whole("value_gate_silent_days"),
            values.whole("value_gate_orders")));
  }

  /** What the data lack, in words; empty where they pass the gate. */
  Optional<String> shortfall(List<HistoryState> states) {
    List<String> shortfalls = gate.shortfalls(HistoryState.extent(states));
    return shortfalls.isEmpty()
        ? Optional.empty()
        : Optional.of("not enough data: " + String.join("; ", shortfalls));
  }
}
