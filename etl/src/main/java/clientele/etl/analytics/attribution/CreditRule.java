package clientele.etl.analytics.attribution;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/** How one path's credit is shared among its touches. */
public sealed interface CreditRule {

  /** Shares of the touches, in their order, of sum 1. */
  double[] shares(List<TouchPath.Touch> touches);

  /** The first touch has it all. */
  record First() implements CreditRule {
    @Override
    public double[] shares(List<TouchPath.Touch> touches) {
      double[] shares = new double[touches.size()];
      shares[0] = 1;
      return shares;
    }
  }

  /** The last touch has it all. */
  record Last() implements CreditRule {
    @Override
    public double[] shares(List<TouchPath.Touch> touches) {
      double[] shares = new double[touches.size()];
      shares[shares.length - 1] = 1;
      return shares;
    }
  }

  /** All touches have the same. */
  record Linear() implements CreditRule {
    @Override
    public double[] shares(List<TouchPath.Touch> touches) {
      return touches.stream().mapToDouble(touch -> 1.0 / touches.size()).toArray();
    }
  }

  /** Shares for the first and the last touch, the rest for those between, in equal parts. */
  record Position(double first, double last) implements CreditRule {

    public Position {
      if (first < 0 || last < 0 || first + last > 1 || first + last == 0) {
        throw new IllegalArgumentException(
            "position shares %s and %s: none may be negative, together above 0 and at most 1"
                .formatted(first, last));
      }
    }

    @Override
    public double[] shares(List<TouchPath.Touch> touches) {
      int size = touches.size();
      if (size == 1) {
        return new double[] {1};
      } else if (size == 2) {
        return new double[] {first / (first + last), last / (first + last)};
      }
      double[] shares = new double[size];
      Arrays.fill(shares, (1 - first - last) / (size - 2));
      shares[0] = first;
      shares[size - 1] = last;
      return shares;
    }
  }

  /** A touch has half the share of one that is so many days nearer to the end. */
  record TimeDecay(double halfLifeDays) implements CreditRule {

    public TimeDecay {
      if (!(halfLifeDays > 0)) {
        throw new IllegalArgumentException(
            "half-life of %s days: must be above 0".formatted(halfLifeDays));
      }
    }

    @Override
    public double[] shares(List<TouchPath.Touch> touches) {
      double youngest = touches.stream().mapToDouble(TouchPath.Touch::age).min().orElseThrow();
      double[] weights =
          touches.stream()
              .mapToDouble(touch -> Math.pow(2, -(touch.age() - youngest) / halfLifeDays))
              .toArray();
      double sum = DoubleStream.of(weights).sum();
      return DoubleStream.of(weights).map(weight -> weight / sum).toArray();
    }
  }

  /**
   * The value of Shapley where a coalition is worth the conversions of the paths within it: every
   * distinct place of a path has the same, however often it occurs.
   */
  record Shapley() implements CreditRule {
    @Override
    public double[] shares(List<TouchPath.Touch> touches) {
      double[] shares = new double[touches.size()];
      Set<String> places = new HashSet<>();
      for (int touch = 0; touch < shares.length; touch++) {
        shares[touch] = places.add(touches.get(touch).place()) ? 1 : 0;
      }
      return DoubleStream.of(shares).map(share -> share / places.size()).toArray();
    }
  }
}
