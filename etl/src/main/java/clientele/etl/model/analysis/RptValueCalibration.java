package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import clientele.etl.model.analysis.FittedModels.Speakers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return Set.of("int_value_holdout_state", "int_value_fit", "rpt_value_backtest");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    List<HoldoutState> states = HoldoutState.read(engine);
    int oldest = states.stream().mapToInt(HoldoutState::ageDays).max().orElse(0);
    FittedModels before = new FittedModels(engine, IntValueFit.beforeCut(1));
    Optional<Speakers> speakers =
        ChosenModel.read(engine, parameters)
            .flatMap(chosen -> before.speakers(chosen.kind(), chosen.fitBasis(), oldest));
    List<Row> rows = new ArrayList<>();
    for (int repeats = 0; repeats <= LAST_GROUP; repeats++) {
      int group = repeats;
      List<HoldoutState> members =
          states.stream().filter(s -> Math.min(LAST_GROUP, s.repeats()) == group).toList();
      if (!members.isEmpty()) {
        rows.add(row(group, members, speakers, parameters));
      }
    }
    engine.take("rpt_value_calibration__rows", Row.class, rows);
    return Select.of("select * from rpt_value_calibration__rows");
  }

  private static Row row(
      int group,
      List<HoldoutState> members,
      Optional<Speakers> speakers,
      Map<String, Object> parameters) {
    double weeks = HistoryState.weeks(HoldoutState.days(parameters));
    double customers = members.stream().mapToLong(HoldoutState::customers).sum();
    double actual = members.stream().mapToLong(s -> s.ordersHeldOut() * s.customers()).sum();
    return new Row(
        new RunValues(parameters).asOf(),
        group,
        (long) customers,
        actual / customers,
        speakers
            .map(models -> members.stream().mapToDouble(s -> expected(s, models, weeks)).sum())
            .map(sum -> sum / customers)
            .orElse(null));
  }

  private static double expected(HoldoutState state, Speakers models, double weeks) {
    return state.customers()
        * models.of(state.ageDays()).expectedOrders(state.history().inWeeks(), weeks);
  }
}
