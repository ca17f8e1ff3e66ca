package clientele.etl.analytics.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.SharedData;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The invoices of a real wholesaler (UCI Online Retail); counts computed with arules 1.7-7. */
class RetailBasketsTest {

  private static List<String> codes;
  private static Baskets baskets;

  @BeforeAll
  static void read() throws IOException {
    Map<String, TreeSet<String>> invoices = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(
                    new GZIPInputStream(
                        Files.newInputStream(SharedData.require("uci_online_retail.csv.gz"))),
                    StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : rows) {
        if (!row.getField("CustomerID").isEmpty()
            && !row.getField("InvoiceNo").startsWith("C")
            && Integer.parseInt(row.getField("Quantity")) > 0
            && Double.parseDouble(row.getField("UnitPrice")) > 0) {
          invoices
              .computeIfAbsent(row.getField("InvoiceNo"), invoice -> new TreeSet<>())
              .add(row.getField("StockCode"));
        }
      }
    }
    codes =
        new ArrayList<>(
            invoices.values().stream()
                .flatMap(TreeSet::stream)
                .collect(Collectors.toCollection(TreeSet::new)));
    Map<String, Integer> numbers = new TreeMap<>();
    codes.forEach(code -> numbers.put(code, numbers.size()));
    Baskets.Builder builder = new Baskets.Builder();
    for (TreeSet<String> invoice : invoices.values()) {
      invoice.forEach(code -> builder.add(numbers.get(code)));
      builder.end();
    }
    baskets = builder.build();
  }

  @Test
  void sets_and_rules_are_as_many_as_known() {
    assertThat(baskets.size()).isEqualTo(18_532);
    assertThat(baskets.itemCount()).isEqualTo(3_665);
    assertThat(sets(.05).sets()).hasSize(21);
    assertThat(sets(.02).sets()).hasSize(251);
    assertThat(sets(.01).sets()).hasSize(1_031);
    assertThat(sets(.005).sets()).hasSize(4_455);
    assertThat(
            rules(.01, .5).stream()
                .collect(
                    Collectors.groupingBy(rule -> rule.left().length + 1, Collectors.counting())))
        .isEqualTo(Map.of(2, 146L, 3, 159L, 4, 8L));
    assertThat(rules(.01, .3)).hasSize(664);
    assertThat(rules(.02, .3)).hasSize(76);
    assertThat(rules(.005, .5)).hasSize(3_581);
  }

  @Test
  void the_rule_with_the_highest_lift_is_the_known_one() {
    BasketRule top =
        rules(.01, .5).stream()
            .filter(rule -> rule.left().length == 1 && codes.get(rule.left()[0]).equals("23172"))
            .filter(rule -> codes.get(rule.right()[0]).equals("23171"))
            .findFirst()
            .orElseThrow();

    assertThat(top.count()).isEqualTo(202);
    assertThat(top.confidence()).isEqualTo(.901785714, within(5e-10));
    assertThat(top.lift()).isEqualTo(61.8958995, within(5e-8));
    assertThat(rules(.01, .5))
        .allSatisfy(rule -> assertThat(rule.lift()).isLessThanOrEqualTo(top.lift()));
  }

  private static List<BasketRule> rules(double support, double confidence) {
    return new BasketRules(sets(support)).find(confidence, 1);
  }

  private static FrequentItemsets sets(double support) {
    return FrequentItemsets.find(baskets, (int) Math.ceil(support * baskets.size()), 10, 100_000);
  }
}
