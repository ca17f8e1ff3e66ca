package clientele.etl.analytics.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Intervals counted in bands of days, which a law is fitted to in a fraction of the time. The law
 * is that of a buyer's first interval. Whatever of a buyer's ended intervals is taken for the first
 * has the same law, so each stands for it with an equal part (Wang and Chang 1999); the interval
 * that is open after others is long because it is the last, and tells only of the later share. Were
 * all intervals counted alike, those who buy often, who are those with short ones, would count more
 * than others and as if they were many. A band is one day, or closes as soon as it holds a
 * thirty-second of the intervals or is a seventh as wide as its days are long, so the typical days
 * keep their own bands.
 */
final class GapBands {

  private static final double FULL_SHARE = 1.0 / 32;
  private static final double WIDEST = .15;
  private static final double SMALLEST = 1e-300;
  private static final double ALMOST_ALL = 1 - 1e-12;

  private static final int AFTER_FIRST = 0;
  private static final int AFTER_LATER = 1;

  private final List<Band> bands;
  private final long[] returned = new long[2];
  private final double[] counts;
  private final double[] weights;
  private final double[][] waiting;

  /**
   * @param waiting by after the first and after a later purchase, see {@link ReturnGaps}
   * @param waitingDays of those waiting, together, in the same two groups
   */
  private record Band(int from, int to, long[] waiting, long[] waitingDays) {

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
        edges.stream().map(edge -> new Band(edge[0], edge[1], new long[2], new long[2])).toList();
    counts = new double[bands.size()];
    weights = new double[bands.size()];
    waiting = new double[2][bands.size()];
    add(gaps.afterFirst(), AFTER_FIRST);
    add(gaps.afterLater(), AFTER_LATER);
  }

  private void add(List<GapCount> gaps, int group) {
    int next = 0;
    for (GapCount gap : gaps) {
      while (bands.get(next).to() < gap.days()) {
        next++;
      }
      Band band = bands.get(next);
      counts[next] += gap.returned();
      weights[next] += gap.weight();
      band.waiting()[group] += gap.waiting();
      waiting[group][next] += gap.waiting();
      band.waitingDays()[group] += gap.waiting() * gap.days();
      returned[group] += gap.returned();
    }
  }

  /**
   * Where each buyer tells of one interval: the best likelihood under this law over the share of
   * those who bought once that returns.
   */
  double logLikelihood(Law law) {
    double[] within = new double[bands.size()];
    double[] gone = gone(law, AFTER_FIRST, within);
    return logLikelihood(weights, within) + logLikelihood(AFTER_FIRST, gone);
  }

  /**
   * Where each interval tells of itself, those of one buyer as those of many: tells families apart
   * that differ little, not where the law lies or how well that is known.
   */
  double logLikelihoodOfAll(Law law) {
    double[] within = new double[bands.size()];
    double[] afterFirst = gone(law, AFTER_FIRST, within);
    double[] afterLater = gone(law, AFTER_LATER, within);
    return logLikelihood(counts, within)
        + logLikelihood(AFTER_FIRST, afterFirst)
        + logLikelihood(AFTER_LATER, afterLater);
  }

  private static double logLikelihood(double[] ended, double[] within) {
    double sum = 0;
    for (int i = 0; i < ended.length; i++) {
      if (ended[i] > 0) {
        sum += ended[i] * Math.log(Math.max(SMALLEST, within[i]));
      }
    }
    return sum;
  }

  /** The shares who ever return under this law, after the first and after a later purchase. */
  double[] shares(Law law) {
    double[] shares = new double[2];
    Arrays.setAll(shares, group -> share(group, gone(law, group, new double[bands.size()])));
    return shares;
  }

  /**
   * The probabilities under this law to have returned where those of a group wait.
   *
   * @param within is filled with the probability of each band in which intervals ended
   */
  private double[] gone(Law law, int group, double[] within) {
    double[] gone = new double[bands.size()];
    double end = 0;
    Law.Point last = law.at(0);
    for (int i = 0; i < bands.size(); i++) {
      Band band = bands.get(i);
      if (counts[i] > 0 || waiting[group][i] > 0) {
        Law.Point begin = band.begin() == end ? last : law.at(band.begin());
        last = law.at(band.end());
        end = band.end();
        within[i] = last.less(begin);
        if (waiting[group][i] > 0) {
          gone[i] = begin.below() + band.part(group) * within[i];
        }
      }
    }
    return gone;
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

  private double logLikelihood(int group, double[] gone) {
    double share = share(group, gone);
    double sum = returned[group] == 0 ? 0 : returned[group] * Math.log(share);
    for (int i = 0; i < gone.length; i++) {
      if (waiting[group][i] > 0) {
        sum += waiting[group][i] * Math.log(Math.max(SMALLEST, 1 - share * gone[i]));
      }
    }
    return sum;
  }
}
