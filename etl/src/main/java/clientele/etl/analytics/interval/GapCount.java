package clientele.etl.analytics.interval;

/**
 * How many intervals had this length.
 *
 * @param days from one purchase day to the next, or to the end of what is seen
 * @param returned intervals that ended with a purchase
 * @param waiting intervals still open after so many days
 * @param weight of those that ended, where all that ended of one buyer weigh one together
 */
public record GapCount(int days, long returned, long waiting, double weight) {

  public GapCount {
    if (days < 0 || returned < 0 || waiting < 0 || (days == 0 && returned > 0)) {
      throw new IllegalArgumentException(
          "gap of %d days, %d returned, %d waiting: no number may be negative, and a return takes"
                  .formatted(days, returned, waiting)
              + " at least one day");
    }
    if (returned == 0 ? weight != 0 : !(weight > 0)) {
      throw new IllegalArgumentException(
          "gap of %d days, %d returned with weight %s: what ended has a weight, nothing else"
              .formatted(days, returned, weight));
    }
  }

  /** Each interval of another buyer. */
  public GapCount(int days, long returned, long waiting) {
    this(days, returned, waiting, returned);
  }

  /** Both counted together; of equal length. */
  GapCount plus(GapCount other) {
    return new GapCount(
        days, returned + other.returned, waiting + other.waiting, weight + other.weight);
  }
}
