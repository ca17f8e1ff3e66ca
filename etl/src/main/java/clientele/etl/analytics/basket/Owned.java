package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A product that a person has bought.
 *
 * @param days the days, ascending
 */
record Owned(int product, List<Integer> days) {

  int lastDay() {
    return days.get(days.size() - 1);
  }

  int count() {
    return days.size();
  }

  /** How often, a purchase counting half as much after each half-life. */
  double weight(int today, double halfLifeDays) {
    double weight = 0;
    for (int day : days) {
      weight += Math.pow(2, -(today - day) / halfLifeDays);
    }
    return weight;
  }

  /** Everything the person had bought by a day, by product number. */
  static List<Owned> of(Histories histories, int person, int today) {
    Map<Integer, List<Integer>> days = new TreeMap<>();
    int end = histories.endAt(person, today);
    for (int i = histories.begin(person); i < end; i++) {
      days.computeIfAbsent(histories.products()[i], product -> new ArrayList<>())
          .add(histories.days()[i]);
    }
    return days.entrySet().stream()
        .map(entry -> new Owned(entry.getKey(), entry.getValue()))
        .toList();
  }
}
