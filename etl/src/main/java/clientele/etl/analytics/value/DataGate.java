package clientele.etl.analytics.value;

import java.util.ArrayList;
import java.util.List;

/**
 * What purchase models need before their numbers mean anything.
 *
 * @param customers at least so many with an order
 * @param days at least so many from the first order day to the end of observation
 * @param silentDays at most so many since the last order of anybody
 * @param orders at least one customer has so many order days
 */
public record DataGate(long customers, long days, long silentDays, long orders) {

  /** What there is, in the terms of the gate. */
  public record Sample(long customers, long days, long silentDays, long orders) {}

  /** What is missing, "needs X, has Y" each; empty where the gate is passed. */
  public List<String> shortfalls(Sample sample) {
    List<String> missing = new ArrayList<>();
    if (sample.customers() < customers) {
      missing.add(
          "needs %d customers with an order, has %d".formatted(customers, sample.customers()));
    }
    if (sample.customers() == 0) {
      return missing;
    }
    if (sample.days() < days) {
      missing.add("needs %d days of history, has %d".formatted(days, sample.days()));
    }
    if (sample.silentDays() > silentDays) {
      missing.add(
          "needs an order within the last %d days, has the last %d days ago"
              .formatted(silentDays, sample.silentDays()));
    }
    if (sample.orders() < orders) {
      missing.add(
          "needs a customer with %d order days, has at most %d".formatted(orders, sample.orders()));
    }
    return missing;
  }
}
