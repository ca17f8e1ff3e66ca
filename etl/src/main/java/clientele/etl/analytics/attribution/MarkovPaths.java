package clientele.etl.analytics.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Paths as an absorbing Markov chain whose states are the last touches, up to the order; a place's
 * removal effect is the share of conversions that is lost when everybody who comes to it is lost
 * (Anderl, Becker, von Wangenheim and Schumann 2016). Solved exactly, not simulated.
 */
public final class MarkovPaths {

  private static final List<String> START = List.of();

  private final int order;
  private final Map<List<String>, State> states = new LinkedHashMap<>();

  private static final class State {
    private final Map<List<String>, Double> next = new LinkedHashMap<>();
    private double conversions;
    private double nulls;

    private double leaving() {
      return conversions + nulls + next.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /**
   * @param order 1 to 3: of how many touches a state consists
   */
  public MarkovPaths(int order) {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("Markov order %d: must be 1, 2 or 3".formatted(order));
    }
    this.order = order;
    states.put(START, new State());
  }

  /** Counts the path's steps; its value does not matter. */
  public void add(TouchPath path) {
    double walks = path.conversions() + path.nulls();
    if (walks == 0) {
      return;
    }
    List<String> last = START;
    for (TouchPath.Touch touch : path.touches()) {
      List<String> reached = new ArrayList<>(last);
      reached.add(touch.place());
      List<String> key =
          List.copyOf(reached.subList(Math.max(0, reached.size() - order), reached.size()));
      states.computeIfAbsent(last, state -> new State()).next.merge(key, walks, Double::sum);
      last = key;
    }
    State end = states.computeIfAbsent(last, state -> new State());
    end.conversions += path.conversions();
    end.nulls += path.nulls();
  }

  /** Probability of a step from one place to another; for order 1. */
  double transition(String from, String to) {
    State state = states.get(from.isEmpty() ? START : List.of(from));
    return state.next.getOrDefault(List.of(to), 0.0) / state.leaving();
  }

  double conversion(String from) {
    State state = states.get(List.of(from));
    return state.conversions / state.leaving();
  }

  double loss(String from) {
    State state = states.get(List.of(from));
    return state.nulls / state.leaving();
  }

  /** Probability that a path ends with a conversion: conversions of all paths. */
  public double conversionRate() {
    return new Chain().conversion.getEntry(0);
  }

  /** Share of the conversions that is lost without the place; all 0 where there are none. */
  public SortedMap<String, Double> removalEffects() {
    Chain chain = new Chain();
    SortedMap<String, Double> effects = new TreeMap<>();
    states.keySet().stream()
        .flatMap(List::stream)
        .distinct()
        .forEach(place -> effects.put(place, chain.removalEffect(place)));
    return effects;
  }

  /** Shares of the credit: removal effects brought to a sum of 1, or all 0. */
  public SortedMap<String, Double> shares() {
    SortedMap<String, Double> effects = removalEffects();
    double sum = effects.values().stream().mapToDouble(Double::doubleValue).sum();
    SortedMap<String, Double> shares = new TreeMap<>();
    effects.forEach((place, effect) -> shares.put(place, sum > 0 ? effect / sum : 0));
    return shares;
  }

  /**
   * The chain in numbers. Its fundamental matrix tells how often each state is visited; who comes
   * to one of the removed states first, and converts from there, is what would be lost.
   */
  private final class Chain {

    private final List<List<String>> names = List.copyOf(states.keySet());
    private final RealMatrix visits;
    private final RealVector conversion;

    Chain() {
      int size = names.size();
      Map<List<String>, Integer> numbers = new LinkedHashMap<>();
      names.forEach(name -> numbers.put(name, numbers.size()));
      RealMatrix system = MatrixUtils.createRealIdentityMatrix(size);
      double[] converts = new double[size];
      for (int from = 0; from < size; from++) {
        int row = from;
        State state = states.get(names.get(from));
        double leaving = state.leaving();
        if (leaving > 0) {
          converts[from] = state.conversions / leaving;
          state.next.forEach(
              (to, count) -> system.addToEntry(row, numbers.get(to), -count / leaving));
        }
      }
      visits = new LUDecomposition(system).getSolver().getInverse();
      conversion = visits.operate(MatrixUtils.createRealVector(converts));
    }

    double removalEffect(String place) {
      double all = conversion.getEntry(0);
      int[] removed =
          IntStream.range(0, names.size())
              .filter(state -> names.get(state).contains(place))
              .toArray();
      if (all == 0) {
        return 0;
      }
      RealMatrix among = visits.getSubMatrix(removed, removed);
      RealVector fromStart = visits.getSubMatrix(new int[] {0}, removed).getRowVector(0);
      RealVector firstAt = new LUDecomposition(among.transpose()).getSolver().solve(fromStart);
      double lost = 0;
      for (int state = 0; state < removed.length; state++) {
        lost += firstAt.getEntry(state) * conversion.getEntry(removed[state]);
      }
      return lost / all;
    }
  }
}
