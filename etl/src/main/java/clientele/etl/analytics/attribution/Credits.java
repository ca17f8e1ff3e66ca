package clientele.etl.analytics.attribution;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a rule gives to each place, path by path. */
public final class Credits {

  /** What one place gets. */
  public record Credit(double conversions, double value) {

    Credit plus(double moreConversions, double moreValue) {
      return new Credit(conversions + moreConversions, value + moreValue);
    }
  }

  private static final Credit NOTHING = new Credit(0, 0);

  private final CreditRule rule;
  private final SortedMap<String, Credit> byPlace = new TreeMap<>();

  public Credits(CreditRule rule) {
    this.rule = rule;
  }

  /** Shares out the path's conversions; places that get nothing are there with 0. */
  public void add(TouchPath path) {
    double[] shares = rule.shares(path.touches());
    for (int touch = 0; touch < shares.length; touch++) {
      double share = shares[touch];
      byPlace.merge(
          path.touches().get(touch).place(),
          new Credit(share * path.conversions(), share * path.value()),
          (before, more) -> before.plus(more.conversions(), more.value()));
    }
  }

  /** Places that get nothing of this path, but may be asked for. */
  public void mention(TouchPath path) {
    for (TouchPath.Touch touch : path.touches()) {
      byPlace.putIfAbsent(touch.place(), NOTHING);
    }
  }

  public Map<String, Credit> byPlace() {
    return byPlace;
  }
}
