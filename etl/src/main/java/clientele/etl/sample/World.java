package clientele.etl.sample;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that happens in the company up to a horizon, as relations of the engine. What happens by a
 * day does not depend on how far the horizon is, so that one world shows any day before it.
 */
final class World {

  private static final List<String> STEPS =
      List.of(
          "given_name",
          "family_name",
          "city",
          "store",
          "product",
          "price_ladder",
          "product_price",
          "rhythm",
          "sequence_effect",
          "person",
          "own_order",
          "rhythm_order",
          "campaign",
          "campaign_arm",
          "campaign_member",
          "campaign_order",
          "basket_line",
          "follow_up_order",
          "sales_order",
          "order_line",
          "order_return",
          "contact_point",
          "address",
          "phone_call",
          "caller",
          "crm_contact",
          "crm_visit",
          "recipient",
          "email_send",
          "email_event");

  private static final int TICKS_PER_CELL = 500;

  private final Engine engine;
  private final SampleOptions options;
  private final Map<String, Object> parameters;

  private World(Engine engine, SampleOptions options, Map<String, Object> parameters) {
    this.engine = engine;
    this.options = options;
    this.parameters = parameters;
  }

  private record Cells(long first, long all) {}

  static World make(Engine engine, SampleOptions options) {
    Map<String, Object> parameters = parameters(options);
    World world = new World(engine, options, parameters);
    world.keep("calendar");
    world.keep("clock_cell");
    engine.take("quantile", Quantile.class, Quantile.of(PurchaseLaws.PLANTED));
    Cells cells =
        engine
            .read(
                new Select(
                    """
                    select count(*) filter (where day < :first_days) as first,
                      count(*) filter (where day < :days) as "all"
                    from clock_cell
                    """,
                    parameters),
                Cells.class)
            .get(0);
    double persons = options.customers() + Math.floor((options.customers() - 1) / 7.0);
    parameters.put("ticks_per_person", (double) TICKS_PER_CELL * cells.first() / persons);
    parameters.put("persons_bound", (long) Math.ceil(persons * cells.all() / cells.first()) + 2);
    parameters.put("end_clock", TICKS_PER_CELL * cells.all());
    STEPS.forEach(world::keep);
    return world;
  }

  private static Map<String, Object> parameters(SampleOptions options) {
    int days = options.dayOf(options.until()) + 1;
    PurchaseLaws laws = PurchaseLaws.PLANTED;
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("seed", options.seed());
    parameters.put("from_date", options.from());
    parameters.put("days", days);
    parameters.put("first_days", options.firstDays());
    parameters.put("calendar_days", Math.max(days, options.firstDays()));
    parameters.put("r", laws.r());
    parameters.put("alpha", laws.alpha());
    parameters.put("a", laws.a());
    parameters.put("b", laws.b());
    parameters.put("p", laws.p());
    parameters.put("q", laws.q());
    parameters.put("gamma", laws.gamma());
    parameters.put("walk_ins_per_day", options.customers() * 0.00018);
    parameters.put("agents", 6 + options.customers() / 4000);
    parameters.put("sales_people", 4 + options.customers() / 10_000);
    return parameters;
  }

  private void keep(String step) {
    engine.keep(step, new Select(SampleSql.select("world/" + step), parameters));
  }

  boolean shows(SampleOptions company) {
    return options.equals(company);
  }

  /** What a table holds at the end of a day, which must not be after the horizon. */
  Select rows(SampleTable table, LocalDate until) {
    return select(table.resource(), until);
  }

  /** The SELECT of a resource, with the world's parameters and those of a day. */
  Select select(String resource, LocalDate until) {
    if (until.isAfter(options.until())) {
      throw new IllegalArgumentException(until + " is after the horizon " + options.until());
    }
    Map<String, Object> ofDay = new HashMap<>(parameters);
    ofDay.put("until_day", options.dayOf(until));
    return new Select(SampleSql.select(resource), ofDay);
  }
}
