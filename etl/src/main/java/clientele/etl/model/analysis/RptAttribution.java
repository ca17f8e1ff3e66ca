package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which contacts get how much of the credit for orders, by seven models side by side. */
public final class RptAttribution implements Analysis {

  private static final String ROWS = "rpt_attribution__rows";
  private static final String CHANNELS = "rpt_attribution__channel";
  private static final String CAMPAIGNS = "rpt_attribution__campaign";

  /** Places by their numbers: millions of contacts are read, each with two of them. */
  private static final String CHANNEL_NUMBERS =
      """
      select channel as place, cast(row_number() over (order by channel) - 1 as integer) as number
      from (select distinct channel from fact_interaction where channel is not null) as used
      """;

  private static final String CAMPAIGN_NUMBERS =
      """
      select campaign_key, name as place, cast(dense_rank() over (order by name) - 1 as integer) as number
      from dim_campaign
      where campaign_key > 0 and name is not null
      """;

  private static final String NAMES = "select distinct number, place from %s order by number";

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
          channel.number as channel,
          campaign.number as campaign,
          cast(null as bigint) as order_key,
          cast(null as decimal(18, 2)) as revenue
        from fact_interaction as contact
        left join rpt_attribution__channel as channel on channel.place = contact.channel
        left join rpt_attribution__campaign as campaign
          on campaign.campaign_key = contact.campaign_key
        where contact.person_id is not null
        union all
        select person_id, ordered_at, order_key, null, null, order_key, revenue
        from orders
      ),
      paths as (
        select
          events.*,
          row_number() over (
            partition by person_id
            order by happened_at, case when order_key is null then 0 else 1 end, event_key
          ) as event_number,
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
        event_number = 1 as is_first,
        channel,
        campaign,
        case when ordered_at is not null and age_days <= :campaign_attribution_lookback_days then age_days end
          as leading_days,
        revenue
      from aged
      where ordered_at is not null or age_days > :campaign_attribution_lookback_days
      order by person_id, happened_at, case when order_key is null then 0 else 1 end, event_key
      """;

  private record Place(int number, String place) {}

  /**
   * A contact or an order of a person.
   *
   * @param isFirst whether those before were another person's
   * @param leadingDays how long before an order; null where the contact led to none
   * @param revenue of an order; null for a contact
   */
  private record Event(
      boolean isFirst, Integer channel, Integer campaign, Double leadingDays, BigDecimal revenue) {}

  @Override
  public Set<String> inputs() {
    return Set.of("fact_interaction", "fact_order_line", "dim_campaign");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    engine.keep(CHANNELS, Select.of(CHANNEL_NUMBERS));
    engine.keep(CAMPAIGNS, Select.of(CAMPAIGN_NUMBERS));
    AttributionTable byChannel = AttributionTable.of("channel", names(engine, CHANNELS), run);
    AttributionTable byCampaign = AttributionTable.of("campaign", names(engine, CAMPAIGNS), run);
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

  private static List<String> names(Engine engine, String numbers) {
    return engine.read(Select.of(NAMES.formatted(numbers)), Place.class).stream()
        .map(Place::place)
        .toList();
  }

  /** The path that is being read: contacts before an order, and contacts that led to none. */
  private static final class OpenPath {

    private final AttributionTable table;
    private int[] leading = new int[64];
    private double[] days = new double[64];
    private int leadingCount;
    private int[] idle = new int[64];
    private int idleCount;

    OpenPath(AttributionTable table) {
      this.table = table;
    }

    void take(Event event, Integer place) {
      if (event.isFirst()) {
        close();
      }
      if (event.revenue() != null) {
        table.addOrder(
            Arrays.copyOf(leading, leadingCount),
            Arrays.copyOf(days, leadingCount),
            event.revenue());
        leadingCount = 0;
        close();
      } else if (place != null && event.leadingDays() == null) {
        if (idleCount == idle.length) {
          idle = Arrays.copyOf(idle, 2 * idleCount);
        }
        idle[idleCount++] = place;
      } else if (place != null) {
        if (leadingCount == leading.length) {
          leading = Arrays.copyOf(leading, 2 * leadingCount);
          days = Arrays.copyOf(days, 2 * leadingCount);
        }
        leading[leadingCount] = place;
        days[leadingCount++] = event.leadingDays();
      }
    }

    /** Ends the path; what was read of it leads to nothing more. */
    void close() {
      if (idleCount > 0) {
        table.addNull(Arrays.copyOf(idle, idleCount));
        idleCount = 0;
      }
      leadingCount = 0;
    }
  }
}
