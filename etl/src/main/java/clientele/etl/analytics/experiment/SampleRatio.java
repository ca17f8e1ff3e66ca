package clientele.etl.analytics.experiment;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.inference.ChiSquareTest;

/** Whether the groups have the sizes that were planned; if not, something broke the draw. */
public final class SampleRatio {

  private SampleRatio() {}

  /**
   * The p of Pearson's chi-square. Arms with planned share 0 are dropped first, with their members;
   * where fewer than two arms or no members are left, nothing speaks against the draw: 1.
   *
   * @param planned any numbers in the right proportion
   */
  public static double p(List<Long> members, List<Double> planned) {
    if (members.size() != planned.size()) {
      throw new IllegalArgumentException(
          "%d arms and %d planned shares: give one share for each arm"
              .formatted(members.size(), planned.size()));
    }
    int[] used = IntStream.range(0, planned.size()).filter(arm -> planned.get(arm) > 0).toArray();
    long[] observed = IntStream.of(used).mapToLong(members::get).toArray();
    double[] expected = IntStream.of(used).mapToDouble(planned::get).toArray();
    if (used.length < 2 || LongStream.of(observed).sum() == 0) {
      return 1;
    }
    return ChiSquareTest.withDefaults().test(expected, observed).getPValue();
  }
}
