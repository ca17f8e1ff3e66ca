package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was planted grows: figures of the made rows lie within chance of the laws. */
class PlantedLawsTest {

  private static final int CUSTOMERS = 20_000;
  private static final double STANDARD_ERRORS = 4;

  @TempDir static Path scratch;

  private static Engine engine;

  /** A figure of the rows, what the law says, and the standard error of the figure. */
  private record Estimate(String subject, double observed, double expected, double error) {

    void mustAgree() {
      assertThat(error).as("error of %s", this).isPositive();
      assertThat(Math.abs(observed - expected)).as("%s", this).isLessThan(STANDARD_ERRORS * error);
    }
  }

  private record Figure(double value) {}

  @BeforeAll
  static void makeTheWorld() {
    engine = Worlds.engine(scratch, 2);
    World world = World.make(engine, Worlds.company(11, CUSTOMERS, Worlds.UNTIL));
    for (SampleTable table : SampleTable.ALL) {
      engine.keep(table.system() + "__" + table.name(), world.rows(table, Worlds.UNTIL));
    }
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static List<Estimate> estimates(String sql) {
    List<Estimate> estimates = engine.read(Select.of(sql), Estimate.class);
    assertThat(estimates).isNotEmpty();
    return estimates;
  }

  private static double figure(String sql) {
    return engine.read(Select.of(sql), Figure.class).get(0).value();
  }

  @Test
  void customersOrderAsOftenAsBgNbdExpectsOfTheirRateAndDropout() {
    estimates(
            """
            with repeats as (
              select
                person.person_no,
                count(*) - 1.0 as repeats,
                (1 - exp(-any_value(daily_rate) * any_value(dropout)
                  * (1.0 * (select max(clock + ticks) from calendar) - any_value(clock)) / 10000))
                  / any_value(dropout) as expected
              from person
              join own_order on own_order.person_no = person.person_no
              group by person.person_no
            )
            select 'repeat orders' as subject, avg(repeats) as observed, avg(expected) as expected,
              sqrt(var_samp(repeats - expected) / count(*)) as error
            from repeats
            """)
        .forEach(Estimate::mustAgree);
  }

  @Test
  void ratesDropoutsAndSpendingHaveTheMeansOfTheirDistributions() {
    PurchaseLaws laws = PurchaseLaws.PLANTED;
    estimates(
            """
            select 'rate' as subject, avg(daily_rate) as observed, cast(%s as double) as expected,
              stddev_samp(daily_rate) / sqrt(count(*)) as error
            from person
            union all
            select 'dropout', avg(dropout), %s, stddev_samp(dropout) / sqrt(count(*)) from person
            union all
            select 'spend', avg(spend_rate), %s, stddev_samp(spend_rate) / sqrt(count(*)) from person
            """
                .formatted(
                    laws.r() / laws.alpha(),
                    laws.a() / (laws.a() + laws.b()),
                    laws.q() / laws.gamma()))
        .forEach(Estimate::mustAgree);
  }

  @Test
  void ordersAreWorthWhatGammaGammaExpectsOfTheirCustomer() {
    estimates(
            """
            with orders as (
              select any_value(spend_rate) * sum(quantity * unit_amount) / %s as share_of_expected
              from basket_line
              join person on person.person_no = basket_line.person_no
              where cause = 'own'
              group by basket_line.person_no, order_no
            )
            select 'order value' as subject, avg(share_of_expected) as observed,
              cast(1 as double) as expected, stddev_samp(share_of_expected) / sqrt(count(*)) as error
            from orders
            union all
            select 'variance of order value', var_samp(share_of_expected), 1 / %s, 0.01 from orders
            """
                .formatted(PurchaseLaws.PLANTED.p(), PurchaseLaws.PLANTED.p()))
        .forEach(Estimate::mustAgree);
  }

  @Test
  void repeatableProductsComeBackAsOftenAndAfterAsLongAsPlanted() {
    List<Estimate> estimates =
        estimates(
            """
            with firsts as (
              select rhythm.name, median_days, uptake, bought.day,
                (select min(next.day) from rhythm_order as next
                  where next.person_no = bought.person_no
                    and next.product_no = bought.product_no
                    and next.day > bought.day) as next_day
              from rhythm_order as bought
              join rhythm on rhythm.product_no = bought.product_no
              where order_no <= 2 and bought.day < 1096 - 4 * median_days
            )
            select name || ' log days' as subject, avg(ln(next_day - day)) as observed,
              any_value(ln(median_days)) as expected, stddev_samp(ln(next_day - day)) / sqrt(count(next_day)) as error
            from firsts
            group by name
            union all
            select name || ' bought again', count(next_day) / cast(count(*) as double), any_value(uptake),
              sqrt(any_value(uptake * (1 - uptake)) / count(*))
            from firsts
            group by name
            """);
    assertThat(estimates).hasSize(20);
    estimates.forEach(Estimate::mustAgree);
  }

  @Test
  void theSecondProductFollowsTheFirstAsOftenAndAfterAsLongAsPlanted() {
    List<Estimate> estimates =
        estimates(
            """
            with firsts as (
              select effect_no, extra_probability, median_lag_days, second_product_no, basket_line.person_no, min(day) as day
              from basket_line
              join sequence_effect on first_product_no = product_no
              group by all
            ),
            followed as (
              select firsts.*, sales_order.day as follow_up_day
              from firsts
              left join sales_order
                on sales_order.person_no = firsts.person_no
                and sales_order.cause = 'follow-up'
                and sales_order.cause_no = firsts.effect_no
              where firsts.day < 1096 - 5 * median_lag_days
            )
            select 'followed ' || effect_no as subject, count(follow_up_day) / cast(count(*) as double) as observed,
              any_value(extra_probability) as expected,
              greatest(sqrt(any_value(extra_probability * (1 - extra_probability)) / count(*)), 1e-9) as error
            from followed
            group by effect_no
            union all
            select 'log lag ' || effect_no, avg(ln(follow_up_day - day)), any_value(ln(median_lag_days)),
              stddev_samp(ln(follow_up_day - day)) / sqrt(count(follow_up_day))
            from followed
            where follow_up_day is not null
            group by effect_no
            """);
    assertThat(estimates).hasSize(9 + 7);
    estimates.forEach(Estimate::mustAgree);
  }

  private static final String CAMPAIGN_EFFECTS =
      """
      with outcomes as (
        select
          plan_no,
          arm,
          is_control,
          extra_orders,
          (select count(*) from sales_order
            where sales_order.person_no = campaign_member.person_no
              and sales_order.cause <> 'unpaid'
              and sales_order.day > campaign_member.day
              and sales_order.day <= campaign_member.day + campaign_member.window_days) as orders
        from campaign_member
        join campaign on campaign.campaign_no = campaign_member.campaign_no
        where campaign_member.day + campaign_member.window_days < 1096
      ),
      arms as (
        select plan_no, arm, is_control, count(*) as members, avg(orders) as orders,
          var_samp(orders) as variance, avg(extra_orders) as extra_orders
        from outcomes
        group by plan_no, arm, is_control
      )
      select treated.plan_no || ' ' || treated.arm as subject,
        treated.orders - control.orders as observed,
        treated.extra_orders as expected,
        sqrt(treated.variance / treated.members + control.variance / control.members) as error
      from arms as treated
      join arms as control on control.plan_no = treated.plan_no and control.is_control
      where not treated.is_control
      """;

  @Test
  void treatedCustomersOrderMoreThanTheirControlGroupByThePlantedLift() {
    List<Estimate> effects = estimates(CAMPAIGN_EFFECTS);
    assertThat(effects).hasSize(7);
    effects.forEach(Estimate::mustAgree);
    assertThat(effects)
        .filteredOn(effect -> effect.subject().equals("2 sampler"))
        .singleElement()
        .satisfies(effect -> assertThat(effect.observed()).isGreaterThan(3 * effect.error()));
  }

  @Test
  void armsHaveTheirPlannedShares() {
    estimates(
            """
            with arms as (
              select campaign_id, arm, any_value(planned_share) as planned, count(*) as members,
                sum(count(*)) over (partition by campaign_id) as all_members
              from mailing__campaign_member
              group by campaign_id, arm
            )
            select campaign_id || ' ' || arm as subject, members / cast(all_members as double) as observed,
              planned as expected, sqrt(planned * (1 - planned) / all_members) as error
            from arms
            where planned < 1
            """)
        .forEach(Estimate::mustAgree);
  }

  @Test
  void figuresLookLikeThoseOfAShop() {
    String orders =
        "(select customer_id, count(distinct cast(ordered_at as date)) as days from"
            + " shop__sales_order where customer_id is not null and status <> 'cancelled' group by"
            + " customer_id)";
    assertThat(figure("select avg(cast(days = 1 as integer)) as value from " + orders))
        .as("one-time buyers")
        .isBetween(0.35, 0.55);
    assertThat(
            figure(
                "select cast((select count(*) from shop__order_return) as double) / count(*) as"
                    + " value from shop__order_line"))
        .as("returned lines")
        .isBetween(0.03, 0.06);
    assertThat(
            figure(
                "select cast(1 - sum(cost) / sum(amount) as double) as value from"
                    + " shop__order_line"))
        .as("margin")
        .isBetween(0.30, 0.55);
    assertThat(
            figure(
                """
                select cast(count(*) filter (where month(ordered_at) in (11, 12)) as double)
                  / count(*) filter (where month(ordered_at) in (7, 8)) as value
                from shop__sales_order
                """))
        .as("Advent against summer")
        .isBetween(1.3, 2.5);
    assertThat(
            figure(
                "select cast(count(*) filter (where kind = 'opened') as double) / (select count(*)"
                    + " from mailing__email_send) as value from mailing__email_event"))
        .as("opened")
        .isBetween(0.15, 0.40);
    assertThat(
            figure(
                "select cast(count(*) filter (where kind = 'clicked') as double) / (select count(*)"
                    + " from mailing__email_send) as value from mailing__email_event"))
        .as("clicked")
        .isBetween(0.01, 0.08);
    assertThat(figure("select count(*) / %d.0 as value from shop__order_line".formatted(CUSTOMERS)))
        .as("lines for each customer")
        .isBetween(7.0, 12.0);
  }
}
