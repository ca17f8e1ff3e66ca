package clientele.etl.sample;

import clientele.failure.Failure;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Which company is made up. The same options give the same rows; a later {@code until} gives the
 * same company some days on.
 *
 * @param seed of all random numbers
 * @param customers how many have come when the first years are over; they go on coming after that
 * @param from the company's first day
 * @param years how long it takes until so many customers have come
 * @param until the last day that the databases show
 */
public record SampleOptions(long seed, int customers, LocalDate from, int years, LocalDate until) {

  private static final int MOST_CUSTOMERS = 20_000_000;
  private static final int MOST_YEARS = 20;

  public SampleOptions {
    List<String> faults = new ArrayList<>();
    if (customers < 1 || customers > MOST_CUSTOMERS) {
      faults.add("customers: %d; give 1 to %d".formatted(customers, MOST_CUSTOMERS));
    }
    if (years < 1 || years > MOST_YEARS) {
      faults.add("years: %d; give 1 to %d".formatted(years, MOST_YEARS));
    }
    if (until.isBefore(from)) {
      faults.add("until: %s is before the first day, %s; give a later day".formatted(until, from));
    } else if (until.isAfter(from.plusYears(2 * MOST_YEARS))) {
      faults.add(
          "until: %s is more than %d years after the first day, %s; give an earlier day"
              .formatted(until, 2 * MOST_YEARS, from));
    }
    if (!faults.isEmpty()) {
      throw new Failure.Settings(faults);
    }
  }

  /** A company whose first three years end on that day. */
  public static SampleOptions ofThreeYears(long seed, int customers, LocalDate until) {
    return new SampleOptions(seed, customers, until.plusDays(1).minusYears(3), 3, until);
  }

  /** The same company up to another day. */
  public SampleOptions until(LocalDate day) {
    return new SampleOptions(seed, customers, from, years, day);
  }

  /** Days are counted from 0, the company's first. */
  int dayOf(LocalDate date) {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, date));
  }

  int firstDays() {
    return dayOf(from.plusYears(years));
  }
}
