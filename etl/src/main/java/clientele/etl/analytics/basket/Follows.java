package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many people bought one product and later, within a window, another for the first time; among
 * the most popular products, so that memory is bounded.
 */
final class Follows {

  private static final int MOST_OWNED = 200;

  private final int[] place;
  private final int[] products;
  private final int[][] followed;
  private final int[] starters;

  private Follows(int[] products, int productCount) {
    this.products = products;
    this.place = new int[productCount];
    Arrays.fill(place, -1);
    for (int i = 0; i < products.length; i++) {
      place[products[i]] = i;
    }
    this.followed = new int[products.length][products.length];
    this.starters = new int[products.length];
  }

  /** Counts purchases up to a day; of a person with very many products only the newest ones. */
  static Follows of(Histories histories, int today, int windowDays, int[] products) {
    Follows follows = new Follows(products, histories.productCount());
    for (int person = 0; person < histories.people(); person++) {
      follows.add(Owned.of(histories, person, today), windowDays);
    }
    return follows;
  }

  private void add(List<Owned> all, int windowDays) {
    List<Owned> owned = new ArrayList<>(all);
    owned.removeIf(each -> place[each.product()] < 0);
    owned.sort((one, other) -> Integer.compare(other.firstDay(), one.firstDay()));
    List<Owned> newest = owned.subList(0, Math.min(MOST_OWNED, owned.size()));
    for (Owned start : newest) {
      int from = place[start.product()];
      starters[from]++;
      for (Owned next : newest) {
        int lag = next.firstDay() - start.firstDay();
        if (lag > windowDays) {
          continue;
        }
        if (lag <= 0) {
          break;
        }
        followed[from][place[next.product()]]++;
      }
    }
  }

  int[] products() {
    return products;
  }

  /**
   * Adds the chance that each product follows this one, times a weight, to one array, and raises
   * another to it where it is higher.
   *
   * @param prior share of all purchases of each product of {@link #products}, which counts as much
   *     as so many people
   */
  void addChances(
      int product,
      double weight,
      double[] prior,
      double priorPeople,
      double[] sums,
      double[] highest) {
    int from = place[product];
    double people = from < 0 ? 0 : starters[from];
    for (int i = 0; i < sums.length; i++) {
      double count = from < 0 ? 0 : followed[from][i];
      double chance = weight * (count + priorPeople * prior[i]) / (people + priorPeople);
      sums[i] += chance;
      highest[i] = Math.max(highest[i], chance);
    }
  }
}
