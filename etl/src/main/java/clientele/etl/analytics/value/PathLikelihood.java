package clientele.etl.analytics.value;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The log-likelihood of grouped customers. What depends on the number of repeats alone is computed
 * once for each number, the rest once for each state, in blocks that are summed in their order, so
 * that the sum is the same on any number of processors.
 */
final class PathLikelihood implements Likelihood {

  private static final int BLOCK = 1024;

  private final PathTerms terms;
  private final PurchaseState[] states;
  private final Map<Integer, Long> customersByRepeats = new TreeMap<>();

  /**
   * @param states in a fixed order, so that sums are the same from run to run
   */
  PathLikelihood(PathTerms terms, List<PurchaseState> states) {
    this.terms = terms;
    this.states = states.toArray(PurchaseState[]::new);
    for (PurchaseState state : states) {
      customersByRepeats.merge(state.repeats(), state.customers(), Long::sum);
    }
  }

  @Override
  public double value(double[] parameters) {
    double sum = 0;
    for (Map.Entry<Integer, Long> entry : customersByRepeats.entrySet()) {
      sum += entry.getValue() * terms.common(entry.getKey(), parameters);
    }
    for (double block : blocks(block -> value(block, parameters))) {
      sum += block;
    }
    return sum;
  }

  @Override
  public Slope slope(double[] parameters) {
    Slope slope = Slope.zero(parameters.length);
    customersByRepeats.forEach(
        (repeats, customers) -> terms.addCommon(repeats, customers, parameters, slope));
    blocks(block -> slope(block, parameters)).forEach(slope::add);
    return slope.mirrored();
  }

  private double value(int block, double[] parameters) {
    Paths paths = new Paths(terms.dimension(), false);
    double sum = 0;
    for (int index = block * BLOCK; index < end(block); index++) {
      paths.clear();
      terms.addPaths(states[index], parameters, paths);
      sum += states[index].customers() * paths.logSum();
    }
    return sum;
  }

  private Slope slope(int block, double[] parameters) {
    Paths paths = new Paths(terms.dimension(), true);
    Slope slope = Slope.zero(parameters.length);
    for (int index = block * BLOCK; index < end(block); index++) {
      paths.clear();
      terms.addPaths(states[index], parameters, paths);
      paths.addTo(slope, states[index].customers());
    }
    return slope;
  }

  private int end(int block) {
    return Math.min(states.length, (block + 1) * BLOCK);
  }

  private <R> List<R> blocks(IntFunction<R> compute) {
    return IntStream.range(0, (states.length + BLOCK - 1) / BLOCK)
        .parallel()
        .mapToObj(compute)
        .toList();
  }
}
