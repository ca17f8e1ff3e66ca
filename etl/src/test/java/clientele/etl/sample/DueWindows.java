package clientele.etl.sample;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When goods were said to be due in a made-up company, by the models of a night that knows nothing
 * of its last year, and when they were bought in that year.
 */
final class DueWindows {

  private static final List<String> TABLES =
      List.of(
          "int_product_gap",
          "int_product_buyer",
          "int_product_repeat",
          "rpt_product_interval",
          "rpt_replenishment_due");

  private static final int[] DAYS_BEFORE_END = {365, 400};

  private static final String BOUGHT_UNTIL =
      "select * from bought where purchase_date <= cast(:as_of as date)";

  // Of a window that was told long after the last purchase, those who came early are not left.
  private static final String DUE =
      """
      with following as (
        select person_id, product_id, min(purchase_date) as next_date
        from bought
        where purchase_date > cast(:as_of as date) and purchase_date <= cast(:as_of as date) + 350
        group by all
      )
      select
        due.product_name as product,
        due.purchases,
        due.state,
        due.probability,
        due.days_since <= 5 as is_fresh,
        date_diff('day', due.last_date, due.window_begin_date) as begin_days,
        date_diff('day', due.last_date, due.window_end_date) as end_days,
        date_diff('day', due.last_date, following.next_date) as bought_days,
        coalesce(
          following.next_date <= cast(:as_of as date) + cast(:cross_sell_horizon_days as integer), false
        ) as is_in_horizon
      from rpt_replenishment_due as due
      left join following on following.person_id = due.person_id and following.product_id = due.product_id
      order by due.product_name, due.person_id
      """;

  private DueWindows() {}

  /**
   * What was said of a buyer and a product.
   *
   * @param isFresh whether it was bought within the last days before it was said
   * @param beginDays of the window, since the last purchase; so are the others
   * @param boughtDays null where it was not bought in the year after
   * @param isInHorizon whether it was bought in the days that the probability is of
   */
  record Due(
      String product,
      long purchases,
      String state,
      double probability,
      boolean isFresh,
      int beginDays,
      int endDays,
      Integer boughtDays,
      boolean isInHorizon) {

    boolean isAgain() {
      return boughtDays != null;
    }

    boolean isBefore() {
      return isAgain() && boughtDays < beginDays;
    }

    boolean isAfter() {
      return isAgain() && boughtDays > endDays;
    }

    /** Half a day more at each end, of a normal law that the middle 60 % are within. */
    double expectedWithin() {
      return Math.min(1, .6 + .471 / Math.max(1, endDays - beginDays));
    }
  }

  static List<Due> of(Engine engine, long seed, int customers, Path scratch) {
    World.make(engine, Worlds.company(seed, customers, Worlds.UNTIL));
    Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
    parameters.put("from_date", Worlds.FROM);
    parameters.put("as_of", Worlds.UNTIL);
    PlantedSequences.keepGoods(engine);
    engine.keep("bought", new Select(PlantedSequences.PURCHASES, parameters));
    Models models = Models.read(scratch);
    List<Due> said = new ArrayList<>();
    for (int days : DAYS_BEFORE_END) {
      LocalDate asOf = Worlds.UNTIL.minusDays(days);
      parameters.put("as_of", asOf);
      engine.keep("int_purchase_day", new Select(BOUGHT_UNTIL, parameters));
      for (String table : TABLES) {
        engine.keep(table, models.find(table).orElseThrow().body(engine, parameters));
      }
      said.addAll(engine.read(new Select(DUE, parameters), Due.class));
    }
    return said;
  }
}
