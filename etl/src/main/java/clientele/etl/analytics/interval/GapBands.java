package clientele.etl.analytics.interval;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Intervals counted in bands of days, which a law is fitted to in a fraction of the time. A band is
 * one day, or closes as soon as it holds a thirty-second of the intervals or is a seventh as wide
 * as its days are long, so the typical days keep their own bands.
 */
final class GapBands {

  private static final double FULL_SHARE = 1.0 / 32;
  private static final double WIDEST = .15;
  private static final double SMALLEST = 1e-300;
  private static final double ALMOST_ALL = 1 - 1e-12;

  private final List<Band> bands;
  private final long[] returned = new long[2];
  private final double[][] waiting;

  /**
   * @param counts by after the first and after a later purchase, see {@link ReturnGaps}
   * @param waitingDays of those waiting, together, in the same two groups
   */
  private record Band(int from, int to, long[] returned, long[] waiting, long[] waitingDays) {

    double end() {
      return to == 0 ? 0 : to + .5;
    }

    /** How far between the ends of the band before and of this one those waiting were last seen. */
    double part(int group) {
      double width = end() - begin();
      return width <= 0 ? 1 : ((double) waitingDays[group] / waiting[group] + .5 - begin()) / width;
    }

    /** Nobody returns on the day of the purchase, so what is shorter counts as one day. */
    double begin() {
      return from <= 1 ? 0 : from - .5;
    }
  }

  GapBands(ReturnGaps gaps) {
    List<GapCount> all = gaps.all();
    long intervals = all.stream().mapToLong(gap -> gap.returned() + gap.waiting()).sum();
    List<int[]> edges = new ArrayList<>();
    long held = 0;
    for (int i = 0; i < all.size(); i++) {
      int days = all.get(i).days();
      boolean isNew =
          edges.isEmpty()
              || held >= FULL_SHARE * intervals
              || days > (1 + WIDEST) * edges.get(edges.size() - 1)[0]
              || edges.get(edges.size() - 1)[0] == 0;
      if (isNew) {
        edges.add(new int[] {days, days});
        held = 0;
      }
      edges.get(edges.size() - 1)[1] = days;
      held += all.get(i).returned() + all.get(i).waiting();
    }
    bands =
        edges.stream()
            .map(edge -> new Band(edge[0], edge[1], new long[2], new long[2], new long[2]))
            .toList();
    waiting = new double[2][bands.size()];
    add(gaps.afterFirst(), 0);
    add(gaps.afterLater(), 1);
  }

  private void add(List<GapCount> counts, int group) {
    int next = 0;
    for (GapCount gap : counts) {
      while (bands.get(next).to() < gap.days()) {
        next++;
      }
      Band band = bands.get(next);
      band.returned()[group] += gap.returned();
      band.waiting()[group] += gap.waiting();
      waiting[group][next] += gap.waiting();
      band.waitingDays()[group] += gap.waiting() * gap.days();
      returned[group] += gap.returned();
    }
  }

  /**
   * The best likelihood under this law over the shares who ever return.
   *
   * @param shares is filled with those two shares
   */
  double logLikelihood(Law law, double[] shares) {
    double sum = 0;
    double[][] gone = new double[2][bands.size()];
    double end = 0;
    Law.Point last = law.at(0);
    for (int i = 0; i < bands.size(); i++) {
      Band band = bands.get(i);
      Law.Point begin = band.begin() == end ? last : law.at(band.begin());
      last = law.at(band.end());
      end = band.end();
      double within = last.less(begin);
      for (int group = 0; group < 2; group++) {
        if (band.returned()[group] > 0) {
          sum += band.returned()[group] * Math.log(Math.max(SMALLEST, within));
        }
        if (band.waiting()[group] > 0) {
          gone[group][i] = begin.below() + band.part(group) * within;
        }
      }
    }
    for (int group = 0; group < 2; group++) {
      shares[group] = share(group, gone[group]);
      sum += logLikelihoodOfShare(group, gone[group], shares[group]);
    }
    return sum;
  }

  /** The likelihood is concave in the share, so its slope has at most one zero. */
  private double share(int group, double[] gone) {
    if (returned[group] == 0) {
      return 0;
    }
    if (slope(group, gone, ALMOST_ALL) >= 0) {
      return 1;
    }
    return new BrentSolver(1e-4).solve(100, share -> slope(group, gone, share), 0, ALMOST_ALL);
  }

  private double slope(int group, double[] gone, double share) {
    double slope = returned[group];
    for (int i = 0; i < gone.length; i++) {
      slope -= waiting[group][i] * share * gone[i] / (1 - share * gone[i]);
    }
    return slope;
  }

  private double logLikelihoodOfShare(int group, double[] gone, double share) {
    double sum = returned[group] == 0 ? 0 : returned[group] * Math.log(share);
    for (int i = 0; i < gone.length; i++) {
      if (waiting[group][i] > 0) {
        sum += waiting[group][i] * Math.log(Math.max(SMALLEST, 1 - share * gone[i]));
      }
    }
    return sum;
  }
}
