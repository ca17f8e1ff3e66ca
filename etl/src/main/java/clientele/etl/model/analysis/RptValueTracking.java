package clientele.etl.model.analysis;

import clientele.etl.analytics.value.PurchaseModel;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import clientele.etl.model.analysis.FittedModels.Speakers;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Repeat orders week by week of the customers known at the cut, beside what the model that was
 * fitted there expects of customers with their first days.
 */
public final class RptValueTracking implements Analysis {

  private static final int WEEK = 7;

  record Row(
      LocalDate asOfDate,
      LocalDate weekStartDate,
      boolean isHeldOut,
      long actualOrders,
      Double expectedOrders,
      long cumulatedActualOrders,
      Double cumulatedExpectedOrders) {}

  record Day(LocalDate orderDate, long orders) {}

  @Override
  public Set<String> inputs() {
    return Set.of(
        "int_customer_purchase_day",
        "int_value_holdout_state",
        "int_value_fit",
        "rpt_value_backtest");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    LocalDate cut = HoldoutState.cutDate(parameters);
    LocalDate asOf = new RunValues(parameters).asOf();
    List<HoldoutState> states = HoldoutState.read(engine);
    int oldest = states.stream().mapToInt(HoldoutState::ageDays).max().orElse(0);
    FittedModels before = new FittedModels(engine, IntValueFit.beforeCut(1));
    Optional<Expectation> expectation =
        ChosenModel.read(engine, parameters)
            .flatMap(chosen -> before.speakers(chosen.kind(), chosen.fitBasis(), oldest))
            .map(speakers -> new Expectation(speakers, arrivals(states), cut, new HashMap<>()));
    List<Row> rows = new ArrayList<>();
    if (!states.isEmpty()) {
      Map<LocalDate, Long> actual = actual(engine, cut);
      long cumulated = 0;
      // Whole weeks up to as_of.
      int days = (int) ChronoUnit.DAYS.between(cut.minusDays(oldest), asOf) + 1;
      for (int week = days / WEEK; week > 0; week--) {
        LocalDate start = asOf.minusDays((long) WEEK * week - 1);
        LocalDate end = start.plusDays(WEEK - 1);
        long orders = actual(actual, start);
        cumulated += orders;
        rows.add(
            new Row(
                asOf,
                start,
                end.isAfter(cut),
                orders,
                expectation.map(e -> e.until(end) - e.until(start.minusDays(1))).orElse(null),
                cumulated,
                expectation.map(e -> e.until(end)).orElse(null)));
      }
    }
    engine.take("rpt_value_tracking__rows", Row.class, rows);
    return Select.of("select * from rpt_value_tracking__rows");
  }

  private static long actual(Map<LocalDate, Long> ordersByDay, LocalDate weekStart) {
    long sum = 0;
    for (int day = 0; day < WEEK; day++) {
      sum += ordersByDay.getOrDefault(weekStart.plusDays(day), 0L);
    }
    return sum;
  }

  private static Map<LocalDate, Long> actual(Engine engine, LocalDate cut) {
    Map<LocalDate, Long> ordersByDay = new HashMap<>();
    engine
        .read(
            new Select(
                """
                with placed as (
                  select
                    order_date,
                    min(order_date) over (partition by person_id) as first_order_date
                  from int_customer_purchase_day
                  where is_order_day
                )
                select order_date, count(*) as orders
                from placed
                where order_date > first_order_date and first_order_date <= :cut
                group by order_date\
                """,
                Map.of("cut", cut)),
            Day.class)
        .forEach(day -> ordersByDay.put(day.orderDate, day.orders));
    return ordersByDay;
  }

  /** Customers by the days from their first order to the cut. */
  private static Map<Integer, Long> arrivals(List<HoldoutState> states) {
    Map<Integer, Long> arrivals = new TreeMap<>();
    states.forEach(state -> arrivals.merge(state.ageDays(), state.customers(), Long::sum));
    return arrivals;
  }

  private record Expectation(
      Speakers speakers,
      Map<Integer, Long> arrivals,
      LocalDate cut,
      Map<PurchaseModel, Map<Integer, Double>> known) {

    /** Repeat orders up to the end of a day. */
    double until(LocalDate day) {
      int since = (int) ChronoUnit.DAYS.between(cut, day);
      double sum = 0;
      for (Map.Entry<Integer, Long> arrival : arrivals.entrySet()) {
        int days = arrival.getKey() + since;
        if (days > 0) {
          sum += arrival.getValue() * expected(speakers.of(arrival.getKey()), days);
        }
      }
      return sum;
    }

    private double expected(PurchaseModel model, int days) {
      return known
          .computeIfAbsent(model, any -> new HashMap<>())
          .computeIfAbsent(days, any -> model.expectedOrders(HistoryState.weeks(days)));
    }
  }
}
