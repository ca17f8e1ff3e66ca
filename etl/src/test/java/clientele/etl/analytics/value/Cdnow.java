package clientele.etl.analytics.value;

import static java.util.stream.Collectors.groupingBy;

import clientele.etl.analytics.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The CDNOW sample as its papers cut it: 39 weeks to fit on, 39 weeks held out. */
final class Cdnow {

  static final LocalDate FIRST_DAY = LocalDate.of(1997, 1, 1);
  static final LocalDate CUT = LocalDate.of(1997, 9, 30);
  static final double HOLDOUT_WEEKS = 39;

  /**
   * @param ordersHeldOut order days after the cut
   * @param ordersInWindowBefore order days in the 39 weeks to the cut
   */
  record Buyer(
      PurchaseState state, double meanRepeatAmount, int ordersHeldOut, int ordersInWindowBefore) {}

  private Cdnow() {}

  static List<PurchaseState> states() {
    return buyers().stream().map(Buyer::state).toList();
  }

  static List<SpendState> spends() {
    return buyers().stream()
        .filter(buyer -> buyer.state().repeats() > 0)
        .map(buyer -> SpendState.of(buyer.state().repeats(), buyer.meanRepeatAmount()))
        .toList();
  }

  /** By sample id; orders of one day are one. */
  static List<Buyer> buyers() {
    return amounts().stream().map(Cdnow::buyer).toList();
  }

  static List<NavigableSet<LocalDate>> orderDays() {
    return amounts().stream().map(NavigableMap::navigableKeySet).toList();
  }

  private static List<NavigableMap<LocalDate, Double>> amounts() {
    try {
      TreeMap<String, List<String[]>> lines =
          Files.readAllLines(SharedData.require("CDNOW_sample.txt")).stream()
              .map(line -> line.strip().split("\\s+"))
              .collect(groupingBy(fields -> fields[1], TreeMap::new, Collectors.toList()));
      List<NavigableMap<LocalDate, Double>> amounts = new ArrayList<>();
      lines.values().forEach(orders -> amounts.add(amountsByDay(orders)));
      return amounts;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static NavigableMap<LocalDate, Double> amountsByDay(List<String[]> orders) {
    NavigableMap<LocalDate, Double> amounts = new TreeMap<>();
    for (String[] order : orders) {
      amounts.merge(
          LocalDate.parse(order[2], DateTimeFormatter.BASIC_ISO_DATE),
          Double.parseDouble(order[4]),
          Double::sum);
    }
    return amounts;
  }

  private static Buyer buyer(NavigableMap<LocalDate, Double> amounts) {
    NavigableMap<LocalDate, Double> before = amounts.headMap(CUT, true);
    LocalDate first = before.firstKey();
    int repeats = before.size() - 1;
    double amount = before.tailMap(first, false).values().stream().mapToDouble(v -> v).sum();
    LocalDate windowStart = CUT.minusDays((long) (7 * HOLDOUT_WEEKS));
    return new Buyer(
        PurchaseState.of(repeats, weeks(first, before.lastKey()), weeks(first, CUT)),
        repeats == 0 ? 0 : amount / repeats,
        amounts.tailMap(CUT, false).size(),
        before.tailMap(windowStart, false).size());
  }

  private static double weeks(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to) / 7.0;
  }
}
