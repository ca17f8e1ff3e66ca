package clientele.etl.sample;

import clientele.etl.sample.PlantedSequences.Found;
import clientele.etl.sample.PlantedSequences.Rhythm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The page of what was planted in many companies and what was said of it. */
record PlantedSequencePage(List<PlantedSequences> companies) {

  String text() {
    return HEAD.formatted(companies.size()) + effects() + RHYTHMS + rhythms() + findings();
  }

  private String effects() {
    return group(PlantedSequences::found, found -> found.product() + " > " + found.next())
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue().get(0).isPlanted())
        .map(entry -> effect(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private String effect(String name, List<Found> all) {
    List<Found> judged = all.stream().filter(Found::isJudged).toList();
    return line(
        "| %s | %.3f | %.3f | %.3f to %.3f | %d of %d | %d of %d | %.1f | %.1f |",
        name,
        all.get(0).truth(),
        mean(judged, Found::excess),
        mean(judged, Found::excessLow),
        mean(judged, Found::excessHigh),
        judged.stream().filter(Found::holdsTruth).count(),
        judged.size(),
        all.stream().filter(Found::isFinding).count(),
        all.size(),
        mean(judged, Found::lift),
        mean(judged, Found::crudeLift));
  }

  private String rhythms() {
    return group(PlantedSequences::rhythms, Rhythm::product).entrySet().stream()
            .map(entry -> rhythm(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining())
        + held();
  }

  private String held() {
    List<Rhythm> all = companies.stream().flatMap(each -> each.rhythms().stream()).toList();
    return line(
        "\nTogether %d of %d.", all.stream().filter(Rhythm::holdsTruth).count(), all.size());
  }

  private static String rhythm(String name, List<Rhythm> all) {
    return line(
        "| %s | %.0f | %.1f | %.1f | %.1f to %.1f | %d of %d |",
        name,
        all.get(0).planted(),
        all.get(0).truth(),
        mean(all, Rhythm::median),
        mean(all, Rhythm::low),
        mean(all, Rhythm::high),
        all.stream().filter(Rhythm::holdsTruth).count(),
        all.size());
  }

  private String findings() {
    long findings = companies.stream().mapToLong(PlantedSequences::findings).sum();
    long others = companies.stream().mapToLong(PlantedSequences::falseFindings).sum();
    return FINDINGS.formatted(
        findings,
        others,
        String.format(
            Locale.ROOT,
            "%.1f",
            100
                * companies.stream()
                    .mapToDouble(PlantedSequences::falseShare)
                    .average()
                    .orElseThrow()));
  }

  private <T> Map<String, List<T>> group(
      Function<PlantedSequences, List<T>> rows, Function<T, String> name) {
    return companies.stream()
        .flatMap(company -> rows.apply(company).stream())
        .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()));
  }

  private static <T> double mean(List<T> rows, ToDoubleFunction<T> value) {
    return rows.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  private static final String HEAD =
      """
      # Cross-sell: what was planted, and what was found

      %d made-up companies of 10,000 customers and three years (seeds from 101, which nothing was
      chosen on), by the models of a night. An effect is the share of starters who go on beyond what
      days of alike people let expect (`excess` of rpt_product_sequence). Planted is the
      probability within the window of 60 days, less the lines that come back. Intervals are those of
      95 %%, here their means; one where fewer than cross_sell.min_pair_customers people did it is not
      judged. PlantedSequencesTest writes this page (soak).

      ## A then B

      | pair | planted | found, mean | interval, mean | holds the planted | called a finding | lift | lift without bands |
      |---|---|---|---|---|---|---|---|
      """;

  private static final String RHYTHMS =
      """

      ## Days between purchases

      A line that comes back is no purchase, which joins two intervals: the median of those kept is a
      little longer than the planted one. Buyers differ, and those with short intervals have more of
      them: each buyer counts once.

      | product | planted median | of those kept | found, mean | interval, mean | holds that of those kept |
      |---|---|---|---|---|---|
      """;

  private static final String FINDINGS =
      """

      ## False discoveries

      Called findings at a rate of 5 %%: %d pairs, of which %d were not planted; in the mean company %s %%
      of the findings.
      """;
}
