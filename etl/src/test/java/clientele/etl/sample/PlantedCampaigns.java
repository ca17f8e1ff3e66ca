package clientele.etl.sample;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Side;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The campaign tables of a made-up company, by the models of a night, beside what was planted. */
final class PlantedCampaigns {

  private static final List<String> TABLES =
      List.of(
          "int_campaign_person",
          "int_campaign_arm",
          "int_campaign_outcome",
          "rpt_campaign_effect",
          "rpt_campaign_day",
          "int_campaign_peer",
          "int_campaign_pair",
          "rpt_campaign_balance",
          "rpt_campaign_observational",
          "int_campaign_trait",
          "int_campaign_category",
          "int_campaign_segment",
          "rpt_campaign_segment_effect",
          "rpt_campaign_advice");

  /** No order is lost. */
  private static final String NO_HARM = "select order_no from sales_order where false";

  /**
   * The newest letter about mugs, which has no effect, now keeps everybody from buying in its
   * window who had ordered three times or more in the year before.
   */
  private static final String HARM =
      """
      with annoyed as (
        select member.person_no, member.day as first_day, member.day + member.window_days as last_day
        from campaign_member as member
        join sales_order as past
          on past.person_no = member.person_no and past.day < member.day and past.day >= member.day - 365
        where
          member.arm = 'news'
          and member.campaign_no = (select max(campaign_no) from campaign where plan_no = 3)
        group by member.person_no, member.day, member.window_days
        having count(distinct past.order_no) >= 3
      )
      select sales_order.order_no
      from sales_order
      join annoyed on annoyed.person_no = sales_order.person_no and day between first_day and last_day
      where hash(sales_order.order_key, 'annoyed') % 4 <> 0
      """;

  private static final LocalDate AFTER_HARM = LocalDate.of(2025, 5, 31);

  /** What an arm did to the number of orders per member, and what was said of it. */
  record Found(
      String campaign,
      String arm,
      double planted,
      double meanControl,
      double effect,
      double low,
      double high,
      double relativeLow,
      double relativeHigh,
      Double fiellerLow,
      Double fiellerHigh,
      boolean isFinding,
      Double adjustedLow,
      Double adjustedHigh,
      double cupedLow,
      double cupedHigh,
      double anytimeLow,
      double anytimeHigh,
      String verdictKind,
      boolean wasEverSure,
      boolean differsBySegment) {

    boolean isWithoutEffect() {
      return planted == 0;
    }

    /** Without the year. */
    String plan() {
      return campaign.replaceFirst(" \\d{4}$", "") + ", " + arm;
    }
  }

  /** The same for the campaign without a control group, by one method. */
  record Observed(
      String campaign,
      String method,
      double planted,
      double effect,
      double low,
      double high,
      String verdictKind,
      double worstBefore,
      double worstAfter) {}

  /** What a look at a campaign without effect on one of its days shows, of revenue. */
  record Look(
      String campaignId,
      String arm,
      double effect,
      double low,
      double high,
      long people,
      LocalDate day) {

    /** Whether who looks once at the end, as Welch's interval is meant, would be sure now. */
    boolean isSureAtFixedTime() {
      Contrast.Measured standard = new Contrast.Measured(0, 1, people - 2.0, people);
      double wider = standard.alwaysValid(Side.BOTH, LEVEL, TUNING).high();
      double error = (high - low) / 2 / wider;
      Contrast.Measured now = new Contrast.Measured(effect, error, people - 2.0, people);
      return now.atFixedTime(Side.BOTH, LEVEL).p() < LEVEL;
    }

    String question() {
      return campaignId + " " + arm;
    }
  }

  /** What is said of a segment of the campaign that harms regulars; advice about revenue. */
  record Told(String segment, double effect, double low, double high, String advice) {}

  /** How many people that campaign says to leave alone, and how many of them are regulars. */
  record Listed(long people, long regulars, long allRegulars) {}

  private static final double LEVEL = .05;
  private static final double TUNING = 5_000;

  private final Engine engine;

  private PlantedCampaigns(Engine engine) {
    this.engine = engine;
  }

  static PlantedCampaigns of(Engine engine, long seed, int customers, Path scratch) {
    return of(engine, seed, customers, scratch, NO_HARM, Worlds.UNTIL);
  }

  /** The same with a campaign that harms one of its segments, when its window has just ended. */
  static PlantedCampaigns withHarm(Engine engine, long seed, int customers, Path scratch) {
    return of(engine, seed, customers, scratch, HARM, AFTER_HARM);
  }

  private static PlantedCampaigns of(
      Engine engine, long seed, int customers, Path scratch, String lost, LocalDate asOf) {
    World.make(engine, Worlds.company(seed, customers, Worlds.UNTIL));
    Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
    parameters.put("from_date", Worlds.FROM);
    parameters.put("as_of", asOf);
    parameters.put("as_of_end", asOf.plusDays(1).atStartOfDay());
    parameters.put("run_id", "planted");
    engine.keep("a_lost_order", Select.of(lost));
    STAR.forEach((table, sql) -> engine.keep(table, new Select(sql, parameters)));
    Models models = Models.read(scratch);
    for (String table : TABLES) {
      engine.keep(table, models.find(table).orElseThrow().body(engine, parameters));
    }
    return new PlantedCampaigns(engine);
  }

  /** Finished campaigns with a control group. */
  List<Found> found() {
    return engine.read(
        Select.of(
            """
            with planted as (
              select campaign_no, arm, avg(extra_orders) as planted
              from campaign_member
              where not is_control
              group by campaign_no, arm
            ),
            looks as (
              select campaign_id, arm, bool_or(anytime_p < 0.05) as was_ever_sure
              from rpt_campaign_day
              group by campaign_id, arm
            ),
            segments as (
              select campaign_id, arm, bool_or(interaction_q < 0.05) as differs
              from rpt_campaign_segment_effect
              group by campaign_id, arm
            )
            select
              effect.campaign_name as campaign, effect.arm, planted, mean_control, absolute_effect as effect,
              absolute_low as low, absolute_high as high, relative_low, relative_high,
              relative_fieller_low as fieller_low, relative_fieller_high as fieller_high, q < 0.05 as is_finding,
              adjusted_low, adjusted_high, cuped_low, cuped_high,
              anytime_absolute_low as anytime_low, anytime_absolute_high as anytime_high,
              verdict_kind, coalesce(was_ever_sure, false) as was_ever_sure,
              coalesce(segments.differs, false) as differs_by_segment
            from rpt_campaign_effect as effect
            join planted
              on 'c' || planted.campaign_no = effect.campaign_id and planted.arm = effect.arm
            left join looks on looks.campaign_id = effect.campaign_id and looks.arm = effect.arm
            left join segments on segments.campaign_id = effect.campaign_id and segments.arm = effect.arm
            where metric = 'orders' and is_window_finished and absolute_effect is not null
            order by effect.campaign_id, effect.arm
            """),
        Found.class);
  }

  /** All days of the campaigns without effect. */
  List<Look> looks() {
    return engine.read(
        Select.of(
            """
            select
              campaign_id, arm, absolute_effect as effect, anytime_low as low, anytime_high as high,
              people_treatment + people_control as people, day
            from rpt_campaign_day
            where arm = 'news'
            order by campaign_id, arm, day
            """),
        Look.class);
  }

  /** Segments by earlier orders of the campaign that harms regulars. */
  List<Told> told() {
    return engine.read(
        Select.of(
            """
            select segment, absolute_effect as effect, absolute_low as low, absolute_high as high, advice
            from rpt_campaign_segment_effect
            where
              metric = 'revenue' and dimension = 'past_orders' and absolute_effect is not null
              and campaign_id = (select 'c' || max(campaign_no) from campaign where plan_no = 3)
            order by segment
            """),
        Told.class);
  }

  /** Whom that campaign itself says to leave alone. */
  Listed listed() {
    return engine
        .read(
            Select.of(
                """
                select
                  count(advice.person_id) as people,
                  count(advice.person_id) filter (where past_orders = '3+') as regulars,
                  count(*) filter (where past_orders = '3+') as all_regulars
                from int_campaign_trait as trait
                left join rpt_campaign_advice as advice
                  on
                    advice.person_id = trait.person_id
                    and advice.campaign_id = trait.campaign_id
                    and advice.advice = 'leave_alone'
                where trait.campaign_id = (select 'c' || max(campaign_no) from campaign where plan_no = 3)
                """),
            Listed.class)
        .get(0);
  }

  /** Finished campaigns without a control group. */
  List<Observed> observed() {
    return engine.read(
        Select.of(
            """
            with planted as (
              select campaign_no, avg(extra_orders) as planted from campaign_member group by campaign_no
            ),
            worst as (
              select
                campaign_id, max(abs(imbalance_before)) as worst_before,
                max(abs(imbalance_after)) as worst_after
              from rpt_campaign_balance
              group by campaign_id
            )
            select
              campaign_name as campaign, method, planted, effect, effect_low as low, effect_high as high,
              verdict_kind, worst_before, worst_after
            from rpt_campaign_observational as observational
            join planted on 'c' || planted.campaign_no = observational.campaign_id
            join worst on worst.campaign_id = observational.campaign_id
            where metric = 'orders' and people_in_window = 0 and effect is not null
            order by observational.campaign_id, method
            """),
        Observed.class);
  }

  /** The star as far as campaigns read it, straight from the world, without returns. */
  private static final Map<String, String> STAR =
      new TreeMap<>(
          Map.of(
              "a_placed",
              """
              select
                'p' || sales_order.person_no as person_id,
                sales_order.order_no as order_key,
                order_line.product_no as product_key,
                cast(:from_date as timestamp) + to_seconds(86400 * cast(sales_order.day as integer) + sales_order.second) as sold_at,
                cast(order_line.amount as decimal(18, 2)) as line_amount,
                cast(order_line.amount - order_line.cost as decimal(18, 2)) as margin_amount
              from sales_order
              join order_line on order_line.order_no = sales_order.order_no
              where sales_order.person_no is not null
                and sales_order.order_no not in (select order_no from a_lost_order)
              """,
              "dim_product",
              "select product_no as product_key, category, is_service from product",
              "dim_campaign",
              """
              select
                'c' || campaign_no as campaign_id, name, fixed_cost,
                cast(window_days as integer) as conversion_window_days
              from campaign
              """,
              "dim_customer",
              """
              select
                person_no + 1 as customer_key, 'p' || person_no as person_id,
                case when is_company then 'company' else 'person' end as kind,
                cast(:from_date as timestamp) + to_seconds(86400 * cast(born_day as integer)) as first_seen_at,
                'home ' || home_store_no as region, cast(null as varchar) as acquisition_channel,
                true as is_current, timestamp '1970-01-01 00:00:00' as valid_from,
                timestamp '9999-12-31 00:00:00' as valid_to
              from person
              """,
              "fact_campaign_cost",
              "select 'c0' as campaign_id, date '2023-04-01' as cost_date, 0.00 as amount where"
                  + " false",
              "fact_campaign_member",
              """
              with members as (
                select
                  'c' || campaign_no as campaign_id, 'p' || person_no as person_id, arm, is_control,
                  share as planned_share, unit_cost,
                  cast(:from_date as timestamp) + to_seconds(86400 * cast(day as integer) + 18000) as assigned_at,
                  cast(:from_date as timestamp) + to_seconds(86400 * cast(day + window_days + 1 as integer)) as window_ends_at
                from campaign_member
              ),
              bought as (
                select
                  campaign_id, members.person_id, count(distinct order_key) as orders,
                  sum(line_amount) as revenue, sum(margin_amount) as margin
                from members
                join a_placed as placed
                  on placed.person_id = members.person_id and sold_at >= assigned_at and sold_at < window_ends_at
                group by campaign_id, members.person_id
              )
              select
                members.*, true as is_first_of_person, false as is_in_several_arms,
                cast(null as timestamp) as sent_at, cast(null as timestamp) as first_delivered_at,
                cast(null as timestamp) as first_opened_at, cast(null as timestamp) as first_clicked_at,
                cast(null as timestamp) as first_visited_at,
                window_ends_at <= :as_of_end as is_window_finished,
                coalesce(orders, 0) as in_window_orders, coalesce(revenue, 0) as in_window_revenue,
                coalesce(margin, 0) as in_window_margin
              from members
              left join bought on bought.campaign_id = members.campaign_id and bought.person_id = members.person_id
              where members.assigned_at < :as_of_end
              """,
              "fact_interaction",
              """
              select
                'p' || person_no as person_id, 'outbound' as direction,
                cast(:from_date as timestamp) + to_seconds(86400 * cast(day as integer) + second) as started_at
              from email_send
              """,
              "fact_order_line",
              "select a_placed.*, sold_at as ordered_at, false as is_return from a_placed"));
}
