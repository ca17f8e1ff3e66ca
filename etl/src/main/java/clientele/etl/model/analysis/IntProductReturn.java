package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.GapCount;
import clientele.etl.analytics.interval.Survival;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The chance to come back for a product within the horizon, by the days already waited. */
public final class IntProductReturn implements Analysis {

  private record Row(String productId, int daysWaited, long intervals, double returnProbability) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_product_gap_count");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    List<Row> rows = new ArrayList<>();
    ProductGaps.read(engine).forEach((product, gaps) -> addRows(product, gaps, run, rows));
    engine.take("int_product_return__rows", Row.class, rows);
    return Select.of("select * from int_product_return__rows");
  }

  /** An interval that ended or was last seen on a day did not last longer than that day. */
  private static void addRows(String product, List<GapCount> gaps, RunValues run, List<Row> rows) {
    int horizon = Math.toIntExact(run.whole("cross_sell_horizon_days"));
    long needed = run.whole("cross_sell_min_gaps");
    double[] waiting = Survival.of(gaps).sharesWaiting(gaps.get(gaps.size() - 1).days() + horizon);
    long lasting = gaps.stream().mapToLong(gap -> gap.returned() + gap.waiting()).sum();
    int next = 0;
    for (int day = 0; ; day++) {
      while (next < gaps.size() && gaps.get(next).days() <= day) {
        lasting -= gaps.get(next).returned() + gaps.get(next).waiting();
        next++;
      }
      if (lasting < needed || waiting[day] <= 0) {
        return;
      }
      rows.add(new Row(product, day, lasting, 1 - waiting[day + horizon] / waiting[day]));
    }
  }
}
