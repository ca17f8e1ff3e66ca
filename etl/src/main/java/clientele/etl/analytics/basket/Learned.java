package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody to learn from.
 *
 * @param past what was known before the horizon
 * @param bought within the horizon
 * @param next on the first shopping day of it
 */
record Learned(Past past, List<Owned> owned, Set<Integer> bought, Set<Integer> next) {

  /**
   * People before each of the two horizons up to a day, the older horizon first; before the newer
   * one alone where the history begins too late.
   */
  static List<Learned> of(Histories histories, int lastDay, NextBasketOptions options) {
    int horizon = options.horizonDays();
    List<Learned> people = new ArrayList<>();
    if (histories.firstDay() <= lastDay - 3 * horizon) {
      people.addAll(of(new Past(histories, lastDay - 2 * horizon, options), options));
    }
    people.addAll(of(new Past(histories, lastDay - horizon, options), options));
    return people;
  }

  private static List<Learned> of(Past past, NextBasketOptions options) {
    Histories histories = past.histories();
    int stride = Math.max(1, histories.people() / options.learnedPeople());
    int until = past.today() + options.horizonDays();
    List<Learned> people = new ArrayList<>();
    for (int person = 0; person < histories.people(); person += stride) {
      Set<Integer> bought = new HashSet<>();
      for (int i = histories.endAt(person, past.today());
          i < histories.ends()[person] && histories.days()[i] <= until;
          i++) {
        bought.add(histories.products()[i]);
      }
      Set<Integer> next = new HashSet<>();
      for (int product : histories.nextBasket(person, past.today(), until)) {
        next.add(product);
      }
      people.add(new Learned(past, Owned.of(histories, person, past.today()), bought, next));
    }
    return people;
  }
}
