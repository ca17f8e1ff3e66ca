package clientele.etl.analytics.sequence;

/**
 * What was counted for "first A, then B", and what was to be expected. A window is the span after a
 * day in which B counts as following; only days whose window is wholly seen are counted. Days of
 * one stratum are days on which alike customers shopped, by what was known of them on that day.
 *
 * @param starters customers whose first day of A has a whole window
 * @param followed those of them with B in that window
 * @param expected followers if each starter were like the other days of the stratum; where a
 *     stratum has no other days, the starters' own followers
 * @param expectedVariance sampling variance of {@code expected}
 * @param byChance followers if those of each stratum were dealt by chance among all its days, the
 *     starters' own among them
 */
public record FollowCount(
    long starters, long followed, double expected, double expectedVariance, double byChance) {

  public FollowCount {
    if (starters < 1 || followed < 0 || followed > starters) {
      throw new IllegalArgumentException(
          "%d of %d starters: must be 0 to all, of one or more".formatted(followed, starters));
    }
    if (!isCount(expected, starters) || !isCount(byChance, starters) || !(expectedVariance >= 0)) {
      throw new IllegalArgumentException(
          "%s expected, %s by chance, variance %s: must be 0 to %d starters, and not negative"
              .formatted(expected, byChance, expectedVariance, starters));
    }
  }

  private static boolean isCount(double value, long most) {
    return value >= 0 && value <= most;
  }
}
