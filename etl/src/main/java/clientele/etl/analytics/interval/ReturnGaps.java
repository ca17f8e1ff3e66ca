package clientele.etl.analytics.interval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The intervals of one product, category or shop, each list by ascending days.
 *
 * @param afterFirst intervals after a buyer's first purchase
 * @param afterLater intervals after the second and later ones
 */
public record ReturnGaps(List<GapCount> afterFirst, List<GapCount> afterLater) {

  public ReturnGaps {
    afterFirst = ascending(afterFirst);
    afterLater = ascending(afterLater);
  }

  private static List<GapCount> ascending(List<GapCount> counts) {
    return counts.stream().sorted(Comparator.comparingInt(GapCount::days)).toList();
  }

  /** All intervals, those of one length added. */
  public List<GapCount> all() {
    return added(List.of(afterFirst, afterLater));
  }

  /** As if each buyer had one interval, see {@link GapCount#weight}: nothing after a later one. */
  ReturnGaps asFirst() {
    List<GapCount> ended =
        afterLater.stream()
            .map(gap -> new GapCount(gap.days(), gap.returned(), 0, gap.weight()))
            .toList();
    return new ReturnGaps(added(List.of(afterFirst, ended)), List.of());
  }

  /** The intervals of several products counted together. */
  public static ReturnGaps together(List<ReturnGaps> parts) {
    return new ReturnGaps(
        added(parts.stream().map(ReturnGaps::afterFirst).toList()),
        added(parts.stream().map(ReturnGaps::afterLater).toList()));
  }

  public long returned() {
    return returned(afterFirst) + returned(afterLater);
  }

  static long returned(List<GapCount> counts) {
    return counts.stream().mapToLong(GapCount::returned).sum();
  }

  private static List<GapCount> added(List<List<GapCount>> lists) {
    List<GapCount> inOrder =
        ascending(lists.stream().flatMap(List::stream).collect(Collectors.toList()));
    List<GapCount> added = new ArrayList<>();
    for (GapCount gap : inOrder) {
      int last = added.size() - 1;
      if (last >= 0 && added.get(last).days() == gap.days()) {
        added.set(last, added.get(last).plus(gap));
      } else {
        added.add(gap);
      }
    }
    return added;
  }
}
