package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.MultipleTests;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import clientele.etl.model.analysis.ContactAnswers.AnswerRow;
import clientele.etl.model.analysis.ContactAnswers.AnswerRules;
import clientele.etl.model.analysis.ContactAnswers.Band;
import clientele.etl.model.analysis.ContactAnswers.Slope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How contacts are answered by how many a person had had before, which nobody drew. */
public final class RptContactAnswer implements Analysis {

  private static final String ROWS = "rpt_contact_answer__rows";

  private static final String TRIALS =
      """
      with scoped as (
        select
          channel, person_id, channel_contacts_before as contacts_before,
          is_opened, is_answered, is_unsubscribed, is_complained
        from int_contact
        where is_followed
        union all
        select
          '(all)', person_id, contacts_before,
          is_opened, is_answered, is_unsubscribed, is_complained
        from int_contact
        where is_followed
      ),
      told as (
        select channel, 'opened' as metric, person_id, contacts_before, is_opened as is_success from scoped
        union all
        select channel, 'answered', person_id, contacts_before, is_answered from scoped
        union all
        select channel, 'unsubscribed', person_id, contacts_before, is_unsubscribed from scoped
        union all
        select channel, 'complained', person_id, contacts_before, is_complained from scoped
      ),
      trials as (
        select
          channel, metric, person_id,
          least(contacts_before, :campaign_pressure_most_contacts) as x,
          case when is_success then 1 else 0 end as y
        from told
        where is_success is not null
      )
      """;

  private static final String BANDS =
      TRIALS
          + """
          , people as (
            select channel, metric, x, person_id, count(*) as n, sum(y) as y
            from trials
            group by channel, metric, x, person_id
          )
          select
            channel, metric, cast(x as bigint) as contacts_before,
            count(*) as people,
            cast(sum(n) as bigint) as trials,
            cast(sum(y) as bigint) as successes,
            cast(sum(n * n) as bigint) as trial_squares,
            cast(sum(y * y) as bigint) as success_squares,
            cast(sum(n * y) as bigint) as products
          from people
          group by channel, metric, x
          order by channel, metric, x
          """;

  private static final String SLOPES =
      TRIALS
          + """
          , people as (
            select
              channel, metric, person_id,
              cast(count(*) as bigint) as n, cast(sum(x) as bigint) as x, cast(sum(y) as bigint) as y,
              cast(sum(x * x) as bigint) as xx, cast(sum(x * y) as bigint) as xy
            from trials
            group by channel, metric, person_id
          )
          select
            channel, metric, count(*) as people,
            cast(sum(n) as bigint) as n, cast(sum(x) as bigint) as x, cast(sum(y) as bigint) as y,
            cast(sum(xx) as bigint) as xx, cast(sum(xy) as bigint) as xy,
            cast(sum(n * n) as bigint) as n_n, cast(sum(n * x) as bigint) as n_x, cast(sum(n * y) as bigint) as n_y,
            cast(sum(n * xx) as bigint) as n_xx, cast(sum(n * xy) as bigint) as n_xy,
            cast(sum(x * x) as bigint) as x_x, cast(sum(x * y) as bigint) as x_y,
            cast(sum(x * xx) as bigint) as x_xx, cast(sum(x * xy) as bigint) as x_xy,
            cast(sum(y * y) as bigint) as y_y, cast(sum(y * xx) as bigint) as y_xx, cast(sum(y * xy) as bigint) as y_xy,
            cast(sum(xx * xx) as bigint) as xx_xx, cast(sum(xx * xy) as bigint) as xx_xy,
            cast(sum(xy * xy) as bigint) as xy_xy
          from people
          group by channel, metric
          order by channel, metric
          """;

  @Override
  public Set<String> inputs() {
    return Set.of("int_contact");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    AnswerRules rules =
        new AnswerRules(
            run.asOf(),
            run.number("campaign_level"),
            run.whole("campaign_min_segment_people"),
            run.whole("campaign_pressure_days"),
            run.whole("campaign_pressure_most_contacts"));
    Map<String, List<Band>> bands =
        engine.read(new Select(BANDS, parameters), Band.class).stream()
            .collect(Collectors.groupingBy(band -> band.channel() + '|' + band.metric()));
    List<ContactAnswers> all =
        engine.read(new Select(SLOPES, parameters), Slope.class).stream()
            .map(
                slope ->
                    new ContactAnswers(
                        slope, bands.get(slope.channel() + '|' + slope.metric()), rules))
            .toList();
    engine.take(ROWS, AnswerRow.class, judged(all));
    return Select.of("select * from " + ROWS);
  }

  private static List<AnswerRow> judged(List<ContactAnswers> all) {
    List<ContactAnswers> known = all.stream().filter(one -> one.change().isPresent()).toList();
    double[] q =
        MultipleTests.benjaminiHochberg(
            known.stream().mapToDouble(one -> one.change().orElseThrow().p()).toArray());
    List<AnswerRow> rows = new ArrayList<>();
    for (ContactAnswers one : all) {
      int place = known.indexOf(one);
      rows.addAll(one.rows(place < 0 ? Optional.empty() : Optional.of(q[place])));
    }
    return rows;
  }
}
