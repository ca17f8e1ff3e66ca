package clientele.etl.model.analysis;

import clientele.etl.analytics.attribution.TouchPath;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which contacts get how much of the credit for orders, by seven models side by side. */
public final class RptAttribution implements Analysis {

  private static final String ROWS = "rpt_attribution__rows";

  /**
   * One row for each contact that may have a part, in the order of its path. A path is what lies
   * between two orders of a person, as far as the look-back goes; one without an order after it is
   * a null, and one that may still come to an order is not told yet.
   */
  private static final String TOUCHES =
      """
      with orders as (
        select
          person_id,
          order_key,
          min(ordered_at) as ordered_at,
          cast(sum(line_amount) as decimal(18, 2)) as revenue
        from fact_order_line
        where person_id is not null and not is_return
        group by person_id, order_key
      ),
      events as (
        select
          contact.person_id,
          contact.started_at as happened_at,
          contact.interaction_key as event_key,
          contact.channel,
          campaign.name as campaign_name,
          cast(null as bigint) as order_key,
          cast(null as decimal(18, 2)) as revenue
        from fact_interaction as contact
        left join dim_campaign as campaign
          on campaign.campaign_key = contact.campaign_key and campaign.campaign_key > 0
        where contact.person_id is not null
        union all
        select person_id, ordered_at, order_key, null, null, order_key, revenue
        from orders
      ),
      paths as (
        select
          events.*,
          coalesce(
            sum(case when order_key is null then 0 else 1 end) over (
              partition by person_id
              order by happened_at, case when order_key is null then 0 else 1 end, event_key
              rows between unbounded preceding and 1 preceding
            ),
            0
          ) as path_number,
          min(case when order_key is not null then happened_at end) over (
            partition by person_id
            order by happened_at, case when order_key is null then 0 else 1 end, event_key
            rows between current row and unbounded following
          ) as ordered_at
        from events
      ),
      aged as (
        select
          paths.*,
          cast(seconds_between(happened_at, coalesce(ordered_at, :as_of_end)) as double) / 86400 as age_days
        from paths
      )
      select
        person_id,
        path_number,
        case when order_key is null then channel end as channel,
        case when order_key is null then campaign_name end as campaign,
        case when ordered_at is not null and age_days <= :campaign_attribution_lookback_days then age_days else 0 end
          as age_days,
        ordered_at is not null and age_days <= :campaign_attribution_lookback_days as is_conversion,
        order_key is not null as is_order,
        case when order_key is not null then revenue end as revenue
      from aged
      where ordered_at is not null or age_days > :campaign_attribution_lookback_days
      order by person_id, happened_at, is_order, event_key
      """;

  private record Event(
      String personId,
      long pathNumber,
      String channel,
      String campaign,
      double ageDays,
      boolean isConversion,
      boolean isOrder,
      BigDecimal revenue) {}

  @Override
  public Set<String> inputs() {
    return Set.of("fact_interaction", "fact_order_line", "dim_campaign");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    AttributionTable byChannel = AttributionTable.of("channel", run);
    AttributionTable byCampaign = AttributionTable.of("campaign", run);
    OpenPath channels = new OpenPath(byChannel);
    OpenPath campaigns = new OpenPath(byCampaign);
    engine.scan(
        new Select(TOUCHES, parameters),
        Event.class,
        event -> {
          channels.take(event, event.channel());
          campaigns.take(event, event.campaign());
        });
    channels.close();
    campaigns.close();
    List<AttributionTable.Row> rows = new ArrayList<>(byChannel.rows());
    rows.addAll(byCampaign.rows());
    engine.take(ROWS, AttributionTable.Row.class, rows);
    return Select.of("select * from " + ROWS);
  }

  /** The path that is being read: contacts before an order, and contacts that led to none. */
  private static final class OpenPath {

    private final AttributionTable table;
    private final List<TouchPath.Touch> leading = new ArrayList<>();
    private final List<TouchPath.Touch> idle = new ArrayList<>();
    private String person = "";
    private long path = -1;

    OpenPath(AttributionTable table) {
      this.table = table;
    }

    void take(Event event, String place) {
      if (!event.personId().equals(person) || event.pathNumber() != path) {
        close();
        person = event.personId();
        path = event.pathNumber();
      }
      if (event.isOrder()) {
        table.addOrder(leading, event.revenue());
        leading.clear();
      } else if (place != null) {
        (event.isConversion() ? leading : idle).add(new TouchPath.Touch(place, event.ageDays()));
      }
    }

    void close() {
      if (!idle.isEmpty()) {
        table.addNull(idle);
        idle.clear();
      }
      leading.clear();
    }
  }
}
