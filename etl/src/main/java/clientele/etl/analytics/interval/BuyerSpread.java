package clientele.etl.analytics.interval;

import java.util.List;

/**
 * How much buyers of one product differ in their intervals, from those who returned at least twice
 * (one-way analysis of variance on logarithms, unequal group sizes).
 *
 * @param between variance of the buyers' own means
 * @param within variance of one buyer's intervals around the own mean
 */
public record BuyerSpread(double between, double within) {

  private static final double NARROWEST = .05;

  /**
   * The ended intervals of buyers who have equally many.
   *
   * @param gaps how many each of them has, at least 1
   * @param buyers how many they are
   * @param sumLog sum of the logarithms of all their days
   * @param sumSquaredLog sum of the squares of those
   * @param sumOfMeans sum over buyers of the square of the own sum of logarithms over gaps
   */
  public record Group(
      long gaps, long buyers, double sumLog, double sumSquaredLog, double sumOfMeans) {}

  /** Where no buyer has two intervals, all of the spread is taken to be within buyers. */
  public static BuyerSpread of(List<Group> ofBuyers) {
    double count = 0;
    double sum = 0;
    double squares = 0;
    double ofMeans = 0;
    double sizes = 0;
    long groups = 0;
    for (Group group : ofBuyers) {
      groups += group.buyers();
      count += (double) group.gaps() * group.buyers();
      sum += group.sumLog();
      squares += group.sumSquaredLog();
      ofMeans += group.sumOfMeans();
      sizes += (double) group.gaps() * group.gaps() * group.buyers();
    }
    double mean = count == 0 ? 0 : sum / count;
    double total = count <= 1 ? 0 : Math.max(0, squares - count * mean * mean) / (count - 1);
    if (count <= groups || groups < 2) {
      return new BuyerSpread(0, total);
    }
    double within = Math.max(0, squares - ofMeans) / (count - groups);
    double meanSquareBetween = (ofMeans - count * mean * mean) / (groups - 1);
    double size = (count - sizes / count) / (groups - 1);
    return new BuyerSpread(Math.max(0, (meanSquareBetween - within) / size), within);
  }

  /** How much of a buyer's own deviation is believed after so many intervals, 0 to 1. */
  public double trust(long gaps) {
    return gaps == 0 || between <= 0 ? 0 : gaps * between / (gaps * between + within);
  }

  /**
   * The factor from the product's law to the buyer's own.
   *
   * @param sumLog of the buyer's ended intervals
   * @param meanLog of the law: the mean of what ended is less, since short intervals are the more
   *     and the first to end
   */
  public double factor(long gaps, double sumLog, double meanLog) {
    double trust = trust(gaps);
    return trust == 0 ? 1 : Math.exp(trust * (sumLog / gaps - meanLog));
  }

  /** The spread that is left once so many of the buyer's own intervals are known, 0 to 1. */
  public double spreadLeft(long gaps) {
    double total = between + within;
    return total <= 0
        ? 1
        : Math.max(NARROWEST, Math.sqrt((within + (1 - trust(gaps)) * between) / total));
  }
}
