package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Model;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import clientele.schema.Column;
import clientele.schema.TableContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The people that the rules of identity find, against those whom the sample company made up: every
 * pair of accounts of one person that is found, or not, counts.
 */
class PlantedIdentityTest {

  @TempDir Path scratch;

  private record Pairs(long found, long right, long knowable, long known, long planted) {}

  @ParameterizedTest
  @CsvSource({"1, 8000", "77, 5000"})
  void nearlyEveryPairThatIsJoinedIsOnePersonAndNearlyEveryPersonIsJoined(long seed, int customers)
      throws Exception {
    try (Engine engine = Worlds.engine(scratch, 2)) {
      World world = World.make(engine, Worlds.company(seed, customers, Worlds.UNTIL));
      bringAccounts(engine, world);
      build(engine);
      engine.keep("truth", Select.of(truth()));
      engine.keep("knowable", Select.of(knowable()));
      engine.keep("found", Select.of(found()));
      Pairs pairs = engine.read(Select.of(pairs()), Pairs.class).get(0);
      double precision = (double) pairs.right() / pairs.found();
      double recall = (double) pairs.known() / pairs.knowable();
      String figures =
          "seed %d, %d customers: of %d pairs planted %d have something in common, %d of them found; %d found, %d right: precision %.4f, recall %.4f"
              .formatted(
                  seed,
                  customers,
                  pairs.planted(),
                  pairs.knowable(),
                  pairs.known(),
                  pairs.found(),
                  pairs.right(),
                  precision,
                  recall);
      System.out.println(figures);
      assertThat(precision).as(figures).isGreaterThan(0.98);
      assertThat(recall).as(figures).isGreaterThan(0.98);
    }
  }

  private static void bringAccounts(Engine engine, World world) throws Exception {
    Path sources =
        Path.of(PlantedIdentityTest.class.getResource("/examples/sample/sources").toURI());
    for (SampleTable table : SampleTable.ALL) {
      engine.keep(table.system() + "__" + table.name(), world.rows(table, Worlds.UNTIL));
    }
    engine.keep("truth_person", world.select("truths/person", Worlds.UNTIL));
    TableContract contract = Models.read(sources).contracts().require("stg_customer");
    List<String> feeds = new ArrayList<>();
    for (String source : List.of("shop", "crm", "call_centre", "mailing")) {
      String given = source + "_customer";
      engine.keep(given, Select.of(Files.readString(sources.resolve(source + "/customer.sql"))));
      List<String> names =
          engine.describe(Select.of("select * from " + given)).stream().map(Column::name).toList();
      feeds.add(
          contract.columns().stream()
              .map(column -> item(column, names, source))
              .collect(Collectors.joining(", ", "select ", " from " + given)));
    }
    engine.keep("stg_customer", Select.of(String.join("\nunion all\n", feeds)));
  }

  private static String item(Column column, List<String> names, String source) {
    String value = names.contains(column.name()) ? column.name() : "null";
    return "cast(%s as %s) as %s"
        .formatted(
            column.name().equals("source") ? "'" + source + "'" : value,
            column.type().sql(),
            column.name());
  }

  private void build(Engine engine) {
    Models models = Models.read(scratch);
    Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
    parameters.put("as_of", Worlds.UNTIL);
    parameters.put("as_of_begin", Worlds.UNTIL.atStartOfDay());
    parameters.put("as_of_end", Worlds.UNTIL.plusDays(1).atStartOfDay());
    parameters.put("run_id", "run");
    engine.keep("int_named_customer", Select.of(empty(models, "int_named_customer")));
    for (Model model : models.inOrder()) {
      if (model.name().equals("int_contact_point")
          || model.name().startsWith("int_identity")
          || model.name().equals("bridge_customer_identity")) {
        engine.define(model.name(), Select.of(empty(models, model.name())));
        String relation = model.name() + "__result";
        engine.keep(relation, model.body(engine, parameters));
        engine.define(model.name(), Select.of("select * from " + relation));
      }
    }
  }

  private static String empty(Models models, String table) {
    return models.contracts().require(table).columns().stream()
        .map(column -> "cast(null as %s) as %s".formatted(column.type().sql(), column.name()))
        .collect(Collectors.joining(", ", "select ", " from (select 1 as one) n where one = 0"));
  }

  private static String truth() {
    return """
    select 'shop' as source, cast(shop_customer_id as varchar) as customer_id, person_no
    from truth_person where shop_customer_id is not null
    union all
    select 'call_centre', cast(call_centre_caller_id as varchar), person_no
    from truth_person where call_centre_caller_id is not null
    union all
    select 'mailing', cast(mailing_recipient_id as varchar), person_no
    from truth_person where mailing_recipient_id is not null
    union all
    select 'crm', cast(crm_contact_id as varchar), person_no
    from truth_person where crm_contact_id is not null
    union all
    select 'crm', cast(crm_duplicate_contact_id as varchar), person_no
    from truth_person where crm_duplicate_contact_id is not null
    """;
  }

  /**
   * Pairs of accounts of one person of which a clerk could know: they have an address, a number or
   * a key in common, or each has one in common with a third account of the person. Names are not
   * looked at, and neither is what the models make of the accounts but the spelling of numbers.
   */
  private static String knowable() {
    return """
    with recursive point as (
      select source, customer_id, 'card' || upper(loyalty_card) as value from stg_customer
      where loyalty_card is not null
      union all
      select source, customer_id, 'mail' || lower(trim(email)) from stg_customer where email is not null
      union all
      select source, customer_id, 'phone' || normal_phone(phone) from stg_customer where phone is not null
      union all
      select source, customer_id, 'key' || external_id from stg_customer where external_id is not null
      union all
      select source, customer_id, 'key' || source || ':' || customer_id from stg_customer
    ),
    link as (
      select distinct truth.person_no, truth.source || ':' || truth.customer_id as one,
        other.source || ':' || other.customer_id as other
      from truth
      join point on point.source = truth.source and point.customer_id = truth.customer_id
      join point as other_point on other_point.value = point.value
      join truth as other
        on other.source = other_point.source and other.customer_id = other_point.customer_id
        and other.person_no = truth.person_no
    ),
    reach as (
      select person_no, one, other from link
      union
      select reach.person_no, reach.one, link.other
      from reach
      join link on link.one = reach.other and link.person_no = reach.person_no
    )
    select distinct one, other from reach where one < other
    """;
  }

  private static String found() {
    return """
    select a.source || ':' || a.customer_id as one, b.source || ':' || b.customer_id as other,
      s.person_no = t.person_no as is_right
    from bridge_customer_identity a
    join bridge_customer_identity b on b.person_id = a.person_id
    join truth s on s.source = a.source and s.customer_id = a.customer_id
    join truth t on t.source = b.source and t.customer_id = b.customer_id
    where a.source || ':' || a.customer_id < b.source || ':' || b.customer_id
    """;
  }

  private static String pairs() {
    return """
    select
      (select count(*) from found) as found,
      (select count(*) from found where is_right) as "right",
      (select count(*) from knowable) as knowable,
      (select count(*) from knowable k join found f on f.one = k.one and f.other = k.other) as known,
      (
        select count(*)
        from truth a
        join truth b on b.person_no = a.person_no
          and a.source || ':' || a.customer_id < b.source || ':' || b.customer_id
      ) as planted
    """;
  }
}
