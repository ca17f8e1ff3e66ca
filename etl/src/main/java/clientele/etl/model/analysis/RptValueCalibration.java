package clientele.etl.model.analysis;

import clientele.etl.analytics.value.BgNbd;
import clientele.etl.analytics.value.Fit;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expected beside actual orders of the held-out days, by the number of repeats before them. */
public final class RptValueCalibration implements Analysis {

  private static final int LAST_GROUP = 7;

  record Row(
      LocalDate asOfDate,
      int repeats,
      long customers,
      double actualOrdersPerCustomer,
      Double expectedOrdersPerCustomer) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_value_holdout_state");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    List<HoldoutState> states = HoldoutState.read(engine);
    Fit<BgNbd> fit =
        OrderModel.fit(states.stream().map(HoldoutState::history).toList(), parameters);
    List<Row> rows = new ArrayList<>();
    for (int repeats = 0; repeats <= LAST_GROUP; repeats++) {
      int group = repeats;
      List<HoldoutState> members =
          states.stream().filter(s -> Math.min(LAST_GROUP, s.repeats()) == group).toList();
      if (!members.isEmpty()) {
        rows.add(row(group, members, fit, parameters));
      }
    }
    engine.take("rpt_value_calibration__rows", Row.class, rows);
    return Select.of("select * from rpt_value_calibration__rows");
  }

  private static Row row(
      int group, List<HoldoutState> members, Fit<BgNbd> fit, Map<String, Object> parameters) {
    double weeks = HistoryState.weeks(HoldoutState.days(parameters));
    double customers = members.stream().mapToLong(HoldoutState::customers).sum();
    double actual = members.stream().mapToLong(s -> s.ordersHeldOut() * s.customers()).sum();
    return new Row(
        (LocalDate) parameters.get("as_of"),
        group,
        (long) customers,
        actual / customers,
        fit.model()
            .map(
                model ->
                    members.stream()
                            .mapToDouble(
                                s ->
                                    s.customers()
                                        * model.expectedOrders(s.history().inWeeks(), weeks))
                            .sum()
                        / customers)
            .orElse(null));
  }
}
