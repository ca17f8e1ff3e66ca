package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.schema.Column;
import clientele.schema.Contracts;
import clientele.schema.TableContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's SQL over the tables that its systems have. */
class EntitySqlTest {

  @TempDir static Path scratch;

  private static Engine engine;
  private static Path sources;

  private record Count(long count) {}

  @BeforeAll
  static void makeTheSystems() throws Exception {
    URI project = EntitySqlTest.class.getResource("/examples/sample/sources").toURI();
    sources = Path.of(project);
    engine = Worlds.engine(scratch, 2);
    World world = World.make(engine, Worlds.company(5, 3000, Worlds.UNTIL));
    for (SampleTable table : SampleTable.ALL) {
      engine.keep(table.system() + "__" + table.name(), world.rows(table, Worlds.UNTIL));
    }
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static Map<String, Path> entities() throws IOException {
    try (var files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .collect(
              Collectors.toMap(
                  file ->
                      file.getParent().getFileName()
                          + "/"
                          + file.getFileName().toString().replace(".sql", ""),
                  file -> file,
                  (one, other) -> one,
                  TreeMap::new));
    }
  }

  private static long count(String sql) {
    return engine.read(Select.of(sql), Count.class).get(0).count();
  }

  private static String sql(String entity) throws IOException {
    return Files.readString(entities().get(entity));
  }

  @Test
  void everyEntityGivesColumnsOfItsContractAndAllThatAreRequired() throws IOException {
    Contracts contracts = Contracts.builtIn();
    for (Map.Entry<String, Path> entity : entities().entrySet()) {
      String name = entity.getKey().substring(entity.getKey().indexOf('/') + 1);
      TableContract contract = contracts.require("stg_" + name);
      List<String> given =
          engine.describe(Select.of(Files.readString(entity.getValue()))).stream()
              .map(Column::name)
              .filter(column -> !column.startsWith("_"))
              .toList();
      List<String> known = contract.columns().stream().map(Column::name).toList();
      List<String> required =
          contract.columns().stream()
              .filter(Column::isRequired)
              .map(Column::name)
              .filter(column -> !column.equals("source"))
              .toList();
      assertThat(known).as(entity.getKey()).containsAll(given).doesNotHaveDuplicates();
      assertThat(given).as(entity.getKey()).containsAll(required).doesNotContain("source");
    }
  }

  @Test
  void everyKeyIsThereOnce() throws IOException {
    Contracts contracts = Contracts.builtIn();
    for (Map.Entry<String, Path> entity : entities().entrySet()) {
      String name = entity.getKey().substring(entity.getKey().indexOf('/') + 1);
      String key =
          contracts.require("stg_" + name).key().stream()
              .filter(column -> !column.equals("source"))
              .collect(Collectors.joining(", "));
      String rows = Files.readString(entity.getValue());
      assertThat(count("select count(*) as count from (%s) as given".formatted(rows)))
          .as(entity.getKey())
          .isPositive()
          .isEqualTo(
              count(
                  "select count(*) as count from (select distinct %s from (%s) as given) as keys"
                      .formatted(key, rows)));
    }
  }

  @Test
  void everyPlantedBadRowComesToStagingAsWhatItIs() throws IOException {
    String lines = sql("shop/order_line");
    assertThat(
            count(
                "select count(*) as count from (%s) as given where try_cast(line_amount as decimal(18,2)) is null"
                    .formatted(lines)))
        .isEqualTo(1);
    assertThat(
            count(
                "select count(*) as count from (%s) as given where product_id not in (select product_code from shop__product)"
                    .formatted(lines)))
        .isEqualTo(1);
    assertThat(
            count(
                "select count(*) as count from (%s) as given where started_at is null"
                    .formatted(sql("call_centre/interaction"))))
        .isEqualTo(1);
    assertThat(
            count(
                "select count(*) as count from (%s) as given where kind = 'forwarded'"
                    .formatted(sql("mailing/campaign_response"))))
        .isEqualTo(1);
  }

  @Test
  void everyMemberOfATreatmentWasSentSomethingAndNobodyInAControlGroup() throws IOException {
    assertThat(
            count(
                "select count(*) as count from (%s) as given where (sent_at is null) <> is_control"
                    .formatted(sql("mailing/campaign_member"))))
        .isZero();
  }

  @Test
  void nothingPointsToARowThatIsNotThere() {
    Map<String, String> references =
        Map.ofEntries(
            Map.entry("shop__sales_order.customer_id", "shop__customer.customer_id"),
            Map.entry("shop__sales_order.store_id", "shop__store.store_id"),
            Map.entry("shop__sales_order.employee_id", "shop__employee.employee_id"),
            Map.entry("shop__order_line.order_id", "shop__sales_order.order_id"),
            Map.entry("shop__order_return.order_id", "shop__sales_order.order_id"),
            Map.entry("shop__employee.manager_id", "shop__employee.employee_id"),
            Map.entry("shop__employee.store_id", "shop__store.store_id"),
            Map.entry("shop__sales_order.voucher_campaign_id", "mailing__campaign.campaign_id"),
            Map.entry("call_centre__phone_call.caller_id", "call_centre__caller.caller_id"),
            Map.entry("call_centre__phone_call.agent_id", "call_centre__agent.agent_id"),
            Map.entry("call_centre__caller.customer_number", "shop__customer.customer_id"),
            Map.entry("mailing__campaign_member.campaign_id", "mailing__campaign.campaign_id"),
            Map.entry("mailing__campaign_member.recipient_id", "mailing__recipient.recipient_id"),
            Map.entry("mailing__email_send.campaign_id", "mailing__campaign.campaign_id"),
            Map.entry("mailing__email_send.recipient_id", "mailing__recipient.recipient_id"),
            Map.entry("mailing__email_event.send_id", "mailing__email_send.send_id"),
            Map.entry("mailing__campaign.product_code", "shop__product.product_code"),
            Map.entry("crm__visit.contact_id", "crm__contact.contact_id"),
            Map.entry("crm__visit.sales_person_id", "crm__sales_person.sales_person_id"),
            Map.entry("crm__consent.contact_id", "crm__contact.contact_id"),
            Map.entry("crm__contact.owner_id", "crm__sales_person.sales_person_id"));
    references.forEach(
        (from, to) -> {
          String[] child = from.split("\\.");
          String[] parent = to.split("\\.");
          assertThat(
                  count(
                      "select count(*) as count from %s as child where %s is not null and not exists (select 1 from %s as parent where parent.%s = child.%s)"
                          .formatted(child[0], child[1], parent[0], parent[1], child[1])))
              .as("%s -> %s", from, to)
              .isZero();
        });
  }

  @Test
  void nobodyOrdersBeforeTheAccountAndNothingHappensAfterTheLastDay() {
    assertThat(
            count(
                "select count(*) as count from shop__sales_order as o join shop__customer as c on"
                    + " c.customer_id = o.customer_id where o.ordered_at < c.created_at"))
        .isZero();
    assertThat(
            count(
                "select count(*) as count from shop__order_return as r join shop__sales_order as o"
                    + " on o.order_id = r.order_id where r.returned_at < o.ordered_at"))
        .isZero();
    for (SampleTable table : SampleTable.ALL) {
      assertThat(
              count(
                  "select count(*) as count from %s__%s where updated_at is null or updated_at >= timestamp '2026-03-31 22:00:00' or updated_at < timestamp '2023-03-31 22:00:00'"
                      .formatted(table.system(), table.name())))
          .as(table.resource())
          .isZero();
    }
  }

  @Test
  void aLinesAmountIsItsQuantityTimesItsPriceLessItsDiscount() {
    assertThat(
            count(
                "select count(*) as count from shop__order_line where amount <> quantity *"
                    + " unit_price - discount or amount <= 0 or discount < 0"))
        .isZero();
  }
}
