package clientele.etl.analytics.basket;

import clientele.etl.analytics.FigureTables;
import clientele.etl.analytics.SharedData;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** The invoices of a real wholesaler (UCI Online Retail); counts computed with arules 1.7-7. */
public final class RetailBasketFigures {

  private final FigureTables figures;
  private final List<String> codes;
  private final Baskets baskets;

  private RetailBasketFigures(FigureTables figures, List<String> codes, Baskets baskets) {
    this.figures = figures;
    this.codes = codes;
    this.baskets = baskets;
  }

  public static void add(FigureTables figures) {
    Map<String, TreeSet<String>> invoices = invoices();
    List<String> codes =
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
    new RetailBasketFigures(figures, codes, builder.build()).add();
  }

  private static Map<String, TreeSet<String>> invoices() {
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return invoices;
  }

  private void add() {
    figures.section("Online Retail: baskets, frequent sets and rules (arules 1.7-7)");
    count("invoices", 18_532, baskets.size());
    count("codes", 3_665, baskets.itemCount());
    count("frequent sets at .05", 21, sets(.05).sets().size());
    count("frequent sets at .02", 251, sets(.02).sets().size());
    count("frequent sets at .01", 1_031, sets(.01).sets().size());
    count("frequent sets at .005", 4_455, sets(.005).sets().size());
    List<BasketRule> rules = rules(.01, .5);
    count("rules at .01, .5", 313, rules.size());
    count("rules at .01, .5, of 2 items", 146, ofItems(rules, 2));
    count("rules at .01, .5, of 3 items", 159, ofItems(rules, 3));
    count("rules at .01, .5, of 4 items", 8, ofItems(rules, 4));
    count("rules at .01, .3", 664, rules(.01, .3).size());
    count("rules at .02, .3", 76, rules(.02, .3).size());
    count("rules at .005, .5", 3_581, rules(.005, .5).size());
    BasketRule top = rules.stream().max(Comparator.comparingDouble(BasketRule::lift)).orElseThrow();
    count("left side of the greatest lift", 23_172, Long.parseLong(codes.get(top.left()[0])));
    count("right side of the greatest lift", 23_171, Long.parseLong(codes.get(top.right()[0])));
    count("its count", 202, top.count());
    figures.add("its confidence", .901785714, top.confidence(), 5e-10);
    figures.add("the greatest lift", 61.8958995, top.lift(), 5e-8);
  }

  private static long ofItems(List<BasketRule> rules, int items) {
    return rules.stream().filter(rule -> rule.left().length + 1 == items).count();
  }

  private void count(String name, long expected, long got) {
    figures.add(name, expected, got, 0);
  }

  private List<BasketRule> rules(double support, double confidence) {
    return new BasketRules(sets(support)).find(confidence, 1);
  }

  private FrequentItemsets sets(double support) {
    return FrequentItemsets.find(baskets, (int) Math.ceil(support * baskets.size()), 10, 100_000);
  }
}
