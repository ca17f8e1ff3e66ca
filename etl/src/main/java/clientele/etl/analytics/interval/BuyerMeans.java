package clientele.etl.analytics.interval;

import clientele.etl.analytics.interval.BuyerSpread.Group;
import java.util.List;

/**
 * How far buyers of the same product are apart in the means of their own intervals, by logarithms,
 * beside how far single intervals are apart. Sums, so those of several products add.
 *
 * @param products that were counted
 * @param buyers who returned
 * @param ofShares one by the number of the own intervals, over buyers
 * @param ofSizes squares of the number of the own intervals with the open one, over buyers
 * @param ofMeans squares of the buyers' means around the mean of those
 * @param ofIntervals squares of single intervals around that mean, each buyer's averaged
 */
public record BuyerMeans(
    long products,
    long buyers,
    double ofShares,
    double ofSizes,
    double ofMeans,
    double ofIntervals) {

  /** Nobody returned. */
  public static final BuyerMeans NONE = new BuyerMeans(0, 0, 0, 0, 0, 0);

  /** The buyers of one product. */
  public static BuyerMeans of(List<Group> ofBuyers) {
    long buyers = 0;
    double shares = 0;
    double sizes = 0;
    double sum = 0;
    double squares = 0;
    double intervals = 0;
    for (Group group : ofBuyers) {
      buyers += group.buyers();
      shares += (double) group.buyers() / group.gaps();
      sum += group.sumLog() / group.gaps();
      sizes += group.buyers() * Math.pow(group.gaps() + 1, 2);
      squares += group.sumOfMeans() / group.gaps();
      intervals += group.sumSquaredLog() / group.gaps();
    }
    if (buyers == 0) {
      return NONE;
    }
    double ofMean = sum * sum / buyers;
    return new BuyerMeans(
        1, buyers, shares, sizes, Math.max(0, squares - ofMean), Math.max(0, intervals - ofMean));
  }

  BuyerMeans plus(BuyerMeans other) {
    return new BuyerMeans(
        products + other.products,
        buyers + other.buyers,
        ofShares + other.ofShares,
        ofSizes + other.ofSizes,
        ofMeans + other.ofMeans,
        ofIntervals + other.ofIntervals);
  }

  /**
   * The variance of a mean over buyers, each with the mean of the own intervals, by what it were
   * with one interval of each: 1 where buyers return once or have but one length each, and the less
   * the more often they return and the more alike they are. 1 also where nothing is known.
   */
  public double designEffect() {
    if (buyers <= products || !(ofIntervals > 0)) {
      return 1;
    }
    double means = ofMeans / (buyers - products);
    double intervals = (ofIntervals + products * means) / buyers;
    return Math.min(1, means / intervals);
  }

  /**
   * The same for the share of intervals below the median, where the logarithms are normal: buyers
   * agree less in which half an interval lies than in its length.
   */
  public double designEffectOfMedian() {
    double single = single();
    return single + (1 - single) * alikeHalves();
  }

  /**
   * The variance of a share of all intervals, open ones too, by what it were if those of a buyer
   * were those of many (Kish 1965).
   *
   * @param gaps ended intervals
   * @param allBuyers also those who did not return
   */
  public double designEffectOfAll(long gaps, long allBuyers) {
    double size = (ofSizes + allBuyers - buyers) / (gaps + allBuyers);
    return 1 + alikeHalves() * (size - 1);
  }

  private double single() {
    return buyers == 0 ? 1 : ofShares / buyers;
  }

  /** The correlation of two intervals of a buyer in whether each lies below the median. */
  private double alikeHalves() {
    double single = single();
    double alike = single >= 1 ? 0 : Math.max(0, (designEffect() - single) / (1 - single));
    return 2 / Math.PI * Math.asin(alike);
  }
}
