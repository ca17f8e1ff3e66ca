package clientele.etl.analytics.interval;

/**
 * How many intervals had this length.
 *
 * @param days from one purchase day to the next, or to the end of what is seen
 * @param returned intervals that ended with a purchase
 * @param waiting intervals still open after so many days
 */
public record GapCount(int days, long returned, long waiting) {

  public GapCount {
    if (days < 0 || returned < 0 || waiting < 0 || (days == 0 && returned > 0)) {
      throw new IllegalArgumentException(
          "gap of %d days, %d returned, %d waiting: no number may be negative, and a return takes"
                  .formatted(days, returned, waiting)
              + " at least one day");
    }
  }
}
