package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Online Retail example, on the real file. */
class OnlineRetailTest {

  @TempDir private static Path project;

  private static Nights nights;
  private static TableExtract extract;

  @BeforeAll
  static void extractTheWholeFile() throws IOException {
    Path file = SharedData.require("uci_online_retail.csv.gz");
    Examples.copy("online-retail", project);
    Files.copy(file, project.resolve("data").resolve("online_retail.csv.gz"));
    nights = new Nights(project, Map.of());
    extract = nights.night(MONDAY).get(0);
  }

  @AfterAll
  static void close() {
    if (nights != null) {
      nights.close();
    }
  }

  private static List<String> staged(String entity, String select) throws IOException {
    String sql = Files.readString(project.resolve("sources/retail").resolve(entity + ".sql"));
    return nights.rows(MONDAY, "select %s from (\n%s\n) staged".formatted(select, sql));
  }

  @Test
  void everyLineArrives() {
    assertThat(extract.read()).isEqualTo(541_909);
    assertThat(extract.loaded()).isEqualTo(541_909);
    assertThat(extract.quarantined()).isZero();
  }

  @Test
  void everyLineOfTheFileIsOneOrderLine() throws IOException {
    assertThat(
            staged(
                "order_line",
                """
                count(*), count(distinct order_line_id), count(distinct order_id),
                count(distinct customer_id), count(*) - count(customer_id),
                count(*) filter (where is_return), sum(quantity), min(ordered_at), max(ordered_at)
                """))
        .containsExactly(
            "541909|541909|25900|4372|135080|9288|5176450|2010-12-01 08:26:00|2011-12-09 12:50:00");
  }

  @Test
  void theAmountIsQuantityTimesPriceRoundedToPence() throws IOException {
    assertThat(
            nights.rows(
                MONDAY,
                """
                select sum(cast(quantity * unit_price as decimal(18, 2)))
                from retail__invoice_lines
                """))
        .isEqualTo(staged("order_line", "sum(line_amount)"));
  }

  @Test
  void aCancellationNamesAnEarlierPurchaseOfTheSameCustomerAndArticle() throws IOException {
    String sql = Files.readString(project.resolve("sources/retail/order_line.sql"));
    List<String> counts =
        nights.rows(
            MONDAY,
            """
            with staged as (
            %s
            ),
            pairs as (
              select r.order_line_id, r.quantity as taken_back, p.quantity as bought,
                p.order_line_id as purchase_id,
                r.customer_id = p.customer_id and r.product_id = p.product_id
                  and p.ordered_at <= r.ordered_at and not p.is_return as fits
              from staged r inner join staged p on p.order_line_id = r.returned_order_line_id
            ),
            purchases as (
              select purchase_id, max(bought) as bought, -sum(taken_back) as taken_back
              from pairs group by purchase_id
            )
            select (select count(*) from pairs) > 6000,
              (select count(*) from pairs where not fits),
              (select count(*) from purchases where taken_back > bought)
            """
                .formatted(sql));
    assertThat(counts).containsExactly("true|0|0");
  }

  @Test
  void articlesAndServicesAreToldApart() throws IOException {
    assertThat(staged("product", "count(*), count(distinct product_id), count(name)"))
        .containsExactly("3958|3958|3958");
    assertThat(staged("product", "product_id, is_service, name"))
        .contains(
            "85123A|false|WHITE HANGING HEART T-LIGHT HOLDER",
            "POST|true|POSTAGE",
            "DCGSSGIRL|false|GIRLS PARTY BAG",
            "GIFT_0001_20|true|Dotcomgiftshop Gift Voucher £20.00",
            "M|true|Manual",
            "22423|false|REGENCY CAKESTAND 3 TIER");
    assertThat(staged("product", "count(*) filter (where is_service)")).containsExactly("16");
  }

  @Test
  void everyCustomerHasTheCountryOfTheNewestInvoice() throws IOException {
    assertThat(staged("customer", "count(*), count(distinct customer_id), count(distinct country)"))
        .containsExactly("4372|4372|36");
  }
}
