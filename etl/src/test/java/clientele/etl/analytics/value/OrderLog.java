package clientele.etl.analytics.value;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import clientele.etl.analytics.SharedData;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order days of a company's customers, to be cut anywhere.
 *
 * @param days of each customer, at least one
 */
record OrderLog(List<NavigableSet<LocalDate>> days) {

  /** A history at a cut, and the order days that followed within the time held out. */
  record Split(PurchaseState state, double logIntervals, int heldOut) {}

  static OrderLog cdnow() {
    return new OrderLog(Cdnow.orderDays());
  }

  /** Order days of customers who are known, without cancelled orders and returns. */
  static OrderLog onlineRetail() {
    Map<String, NavigableSet<LocalDate>> days = new TreeMap<>();
    String select =
        """
        select distinct CustomerID, cast(substr(InvoiceDate, 1, 10) as date)
        from read_csv('%s', header = true, all_varchar = true)
        where CustomerID <> '' and InvoiceNo not like 'C%%' and cast(Quantity as integer) > 0\
        """
            .formatted(SharedData.require("uci_online_retail.csv.gz"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        days.computeIfAbsent(rows.getString(1), customer -> new TreeSet<>())
            .add(rows.getObject(2, LocalDate.class));
      }
    } catch (SQLException cause) {
      throw new IllegalStateException(cause);
    }
    return new OrderLog(List.copyOf(days.values()));
  }

  LocalDate first() {
    return days.stream().map(NavigableSet::first).min(Comparator.naturalOrder()).orElseThrow();
  }

  LocalDate last() {
    return days.stream().map(NavigableSet::last).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Of customers with an order up to the cut. */
  List<Split> splits(LocalDate cut, int daysHeldOut) {
    List<Split> splits = new ArrayList<>();
    for (NavigableSet<LocalDate> customer : days) {
      NavigableSet<LocalDate> before = customer.headSet(cut, true);
      if (!before.isEmpty()) {
        int heldOut = customer.subSet(cut, false, cut.plusDays(daysHeldOut), true).size();
        splits.add(new Split(state(before, cut), logIntervals(before), heldOut));
      }
    }
    return splits;
  }

  /** What is known at the cut, equal histories as one. */
  PurchaseSample sample(LocalDate cut) {
    return sample(splits(cut, 0));
  }

  static PurchaseSample sample(List<Split> splits) {
    Map<PurchaseState, Long> customers =
        splits.stream().collect(groupingBy(Split::state, counting()));
    return PurchaseSample.of(
        customers.entrySet().stream()
            .map(
                entry ->
                    new PurchaseState(
                        entry.getKey().repeats(),
                        entry.getKey().lastAt(),
                        entry.getKey().age(),
                        entry.getValue()))
            .toList(),
        splits.stream().mapToDouble(Split::logIntervals).sum());
  }

  private static PurchaseState state(NavigableSet<LocalDate> before, LocalDate cut) {
    return PurchaseState.of(
        before.size() - 1, weeks(before.first(), before.last()), weeks(before.first(), cut));
  }

  private static double logIntervals(NavigableSet<LocalDate> before) {
    double sum = 0;
    LocalDate previous = before.first();
    for (LocalDate day : before.tailSet(previous, false)) {
      sum += Math.log(weeks(previous, day));
      previous = day;
    }
    return sum;
  }

  private static double weeks(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to) / 7.0;
  }
}
