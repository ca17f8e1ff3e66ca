package clientele.etl.analytics.sequence;

/**
 * What was counted for "first A, then B". A window is the span after a day in which B counts as
 * following; only days whose window is wholly seen are counted.
 *
 * @param starters customers whose first day of A has a whole window
 * @param followed those of them with B in that window
 * @param shoppingDays all days on which any customer bought anything, with a whole window
 * @param shoppingDaysFollowed those of them with B by the same customer in the window
 */
public record FollowCount(
    long starters, long followed, long shoppingDays, long shoppingDaysFollowed) {

  public FollowCount {
    if (starters < 1
        || followed < 0
        || followed > starters
        || shoppingDaysFollowed < 0
        || shoppingDaysFollowed > shoppingDays
        || shoppingDays < 1) {
      throw new IllegalArgumentException(
          "%d of %d starters, %d of %d shopping days: must be 0 to all, of one or more"
              .formatted(followed, starters, shoppingDaysFollowed, shoppingDays));
    }
  }
}
