package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Sample;
import clientele.etl.analytics.experiment.Side;
import clientele.etl.analytics.experiment.Verdict;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a look at a campaign would have shown on each of its days. */
public final class RptCampaignDay implements Analysis {

  private static final String ROWS = "rpt_campaign_day__rows";

  /**
   * Revenue of a person up to a day, squared, changes by a step: sums of steps are sums of squares.
   */
  private static final String DAYS =
      """
      with purchases as (
        select
          person.campaign_id,
          person.arm,
          person.is_control,
          person.person_id,
          business_date(line.sold_at) as day,
          cast(sum(line.line_amount) as decimal(19, 2)) as revenue
        from int_campaign_person as person
        join fact_order_line as line
          on
            line.person_id = person.person_id
            and line.sold_at >= person.assigned_at
            and line.sold_at < person.window_ends_at
        group by person.campaign_id, person.arm, person.is_control, person.person_id, business_date(line.sold_at)
      ),
      sums as (
        select
          purchases.*,
          cast(
            sum(revenue) over (partition by campaign_id, person_id order by day rows unbounded preceding)
            as decimal(19, 2)
          ) as reached
        from purchases
      ),
      steps as (
        select campaign_id, arm, is_control, day, 0 as people, revenue,
          reached * reached - (reached - revenue) * (reached - revenue) as squares
        from sums
        union all
        select campaign_id, arm, is_control, business_date(assigned_at), 1, cast(0 as decimal(19, 2)), cast(0 as decimal(38, 4))
        from int_campaign_person
      )
      select
        steps.campaign_id,
        campaign.name as campaign_name,
        arm,
        is_control,
        day,
        cast(sum(people) as bigint) as people,
        cast(sum(revenue) as decimal(38, 2)) as revenue,
        cast(sum(squares) as decimal(38, 4)) as squares
      from steps
      join dim_campaign as campaign on campaign.campaign_id = steps.campaign_id
      group by steps.campaign_id, campaign.name, arm, is_control, day
      order by campaign_id, day, arm
      """;

  private record Step(
      String campaignId,
      String campaignName,
      String arm,
      boolean isControl,
      LocalDate day,
      long people,
      BigDecimal revenue,
      BigDecimal squares) {}

  private record Reached(long people, BigDecimal revenue, BigDecimal squares) {

    static final Reached NOTHING = new Reached(0, BigDecimal.ZERO, BigDecimal.ZERO);

    Reached plus(Step step) {
      return new Reached(
          people + step.people(), revenue.add(step.revenue()), squares.add(step.squares()));
    }

    Sample sample() {
      return Sample.ofSums(people, revenue, squares);
    }
  }

  private record Row(
      String campaignId,
      String campaignName,
      String arm,
      LocalDate day,
      int dayNumber,
      long peopleTreatment,
      long peopleControl,
      double absoluteEffect,
      double anytimeLow,
      double anytimeHigh,
      double anytimeP) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_campaign_person", "fact_order_line", "dim_campaign");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    List<Row> rows = new ArrayList<>();
    engine.read(new Select(DAYS, parameters), Step.class).stream()
        .collect(Collectors.groupingBy(Step::campaignId, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(
            campaign ->
                rows.addAll(
                    days(
                        campaign,
                        run.number("campaign_level"),
                        run.number("campaign_sequential_tuning"))));
    engine.take(ROWS, Row.class, rows);
    return Select.of("select * from " + ROWS);
  }

  private static List<Row> days(List<Step> campaign, double level, double tuning) {
    Map<String, Reached> arms = new LinkedHashMap<>();
    Reached control = Reached.NOTHING;
    LocalDate first = campaign.get(0).day();
    Map<LocalDate, List<Step>> byDay =
        campaign.stream()
            .collect(Collectors.groupingBy(Step::day, LinkedHashMap::new, Collectors.toList()));
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<LocalDate, List<Step>> day : byDay.entrySet()) {
      for (Step step : day.getValue()) {
        if (step.isControl()) {
          control = control.plus(step);
        } else {
          arms.put(step.arm(), arms.getOrDefault(step.arm(), Reached.NOTHING).plus(step));
        }
      }
      for (Map.Entry<String, Reached> arm : arms.entrySet()) {
        if (Contrast.absolute(control.sample(), arm.getValue().sample())
            instanceof Contrast.Measured effect) {
          Verdict verdict = effect.alwaysValid(Side.BOTH, level, tuning);
          rows.add(
              new Row(
                  campaign.get(0).campaignId(),
                  campaign.get(0).campaignName(),
                  arm.getKey(),
                  day.getKey(),
                  (int) (day.getKey().toEpochDay() - first.toEpochDay()),
                  arm.getValue().people(),
                  control.people(),
                  effect.value(),
                  verdict.low(),
                  verdict.high(),
                  verdict.p()));
        }
      }
    }
    return rows;
  }
}
