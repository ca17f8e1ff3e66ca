package clientele.etl.sample;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What is bought after what, and when again, in a made-up company, by the models of a night. */
record PlantedSequences(List<Found> found, List<Rhythm> rhythms) {

  private static final List<String> TABLES =
      List.of(
          "int_product_gap",
          "int_product_buyer",
          "int_sequence_day",
          "int_sequence_band",
          "int_sequence_lag",
          "int_sequence_pair",
          "rpt_product_sequence",
          "int_product_repeat",
          "rpt_product_interval");

  /** The share of lines that come back and are no purchase (order_return.sql). */
  private static final double RETURNED = .045;

  private static final double MAX_GAP_DAYS = 60;

  /**
   * A pair that was planted or is a finding.
   *
   * @param planted probability that the second is bought because of the first; 0 where none is
   */
  record Found(
      String product,
      String next,
      double planted,
      double medianDays,
      double logDeviation,
      long starters,
      Double lift,
      Double crudeLift,
      Double excess,
      Double excessLow,
      Double excessHigh,
      Double q) {

    boolean isPlanted() {
      return planted > 0;
    }

    boolean isJudged() {
      return excess != null;
    }

    boolean isFinding() {
      return q != null && q <= .05;
    }

    /** Excess share of starters within the window: days are whole, and some lines come back. */
    double truth() {
      return planted == 0
          ? 0
          : planted
              * (1 - RETURNED)
              * NormalDistribution.of(Math.log(medianDays), logDeviation)
                  .cumulativeProbability(Math.log(MAX_GAP_DAYS + .5));
    }

    boolean holdsTruth() {
      return excessLow <= truth() && truth() <= excessHigh;
    }
  }

  /** The median days between purchases of a product that was planted to be bought again. */
  record Rhythm(
      String product, double planted, double logDeviation, double median, double low, double high) {

    /** What comes back was no purchase: the interval before it and that after it are one. */
    double truth() {
      NormalDistribution logs = NormalDistribution.of(0, logDeviation);
      double doubled = RETURNED * (1 - RETURNED) * logs.cumulativeProbability(-Math.log(2));
      return planted * Math.exp(logs.inverseCumulativeProbability((.5 - doubled) / (1 - RETURNED)));
    }

    boolean holdsTruth() {
      return low <= truth() && truth() <= high;
    }
  }

  long findings() {
    return found.stream().filter(Found::isFinding).count();
  }

  long falseFindings() {
    return found.stream().filter(Found::isFinding).filter(pair -> !pair.isPlanted()).count();
  }

  double falseShare() {
    return findings() == 0 ? 0 : (double) falseFindings() / findings();
  }

  /** Most surprising pair first; planted ones whose people are too few for figures have none. */
  static PlantedSequences of(Engine engine, long seed, int customers, Path scratch) {
    World.make(engine, Worlds.company(seed, customers, Worlds.UNTIL));
    Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
    parameters.put("from_date", Worlds.FROM);
    parameters.put("as_of", Worlds.UNTIL);
    engine.keep("int_purchase_day", new Select(PURCHASES, parameters));
    keepGoods(engine);
    Models models = Models.read(scratch);
    for (String table : TABLES) {
      engine.keep(table, models.find(table).orElseThrow().body(engine, parameters));
    }
    return new PlantedSequences(
        engine.read(Select.of(FOUND), Found.class), engine.read(Select.of(RHYTHMS), Rhythm.class));
  }

  /** The products of the made-up company as dim_product has them. */
  static void keepGoods(Engine engine) {
    engine.keep(
        "dim_product",
        Select.of(
            """
            select
              'p' || product_no as product_id, name, category, lasts_days is not null as is_repeatable,
              true as is_available, true as is_current
            from product
            """));
  }

  private static final String FOUND =
      """
      with planted as (
        select sequence_effect.*, first_product.name as product_name, second_product.name as next_product_name
        from sequence_effect
        join product as first_product on first_product.product_no = first_product_no
        join product as second_product on second_product.product_no = second_product_no
      )
      select
        coalesce(found.product_name, planted.product_name) as product,
        coalesce(found.next_product_name, planted.next_product_name) as next,
        coalesce(extra_probability, 0) as planted,
        coalesce(planted.median_lag_days, 1) as median_days,
        coalesce(lag_log_deviation, 1) as log_deviation,
        coalesce(starters, 0) as starters,
        lift, crude_lift, excess, excess_low, excess_high, q
      from (select * from rpt_product_sequence where not is_repeat) as found
      full join planted
        on planted.product_name = found.product_name and planted.next_product_name = found.next_product_name
      where q <= 0.05 or extra_probability > 0
      order by coalesce(p, 1), product, next
      """;

  private static final String RHYTHMS =
      """
      select
        product_name as product, rhythm.median_days as planted,
        sqrt(buyer_log_deviation * buyer_log_deviation + interval_log_deviation * interval_log_deviation) as log_deviation,
        rhythm_median_days as median,
        rhythm_median_low_days as low, rhythm_median_high_days as high
      from rpt_product_interval
      join rhythm on product_id = 'p' || product_no
      where level = 'product' and rhythm_median_days is not null
      order by product_name
      """;

  /** What was bought and not brought back, as int_purchase_day has it. */
  static final String PURCHASES =
      """
      select
        'c' || sales_order.person_no as person_id,
        'p' || order_line.product_no as product_id,
        cast(:from_date as date) + cast(sales_order.day as integer) as purchase_date,
        cast(sum(order_line.quantity) as decimal(18, 3)) as quantity,
        cast(sum(order_line.amount) as decimal(18, 2)) as amount,
        cast(sum(order_line.amount - order_line.cost) as decimal(18, 2)) as margin_amount
      from sales_order
      join order_line on order_line.order_no = sales_order.order_no
      join product on product.product_no = order_line.product_no and not is_service
      left join order_return
        on order_return.order_no = order_line.order_no and order_return.line_no = order_line.line_no
      where
        sales_order.person_no is not null and sales_order.cause <> 'unpaid' and order_return.order_no is null
      group by all
      having sum(order_line.amount) > 0
      """;
}
