package clientele.etl.analytics.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Paths as an absorbing Markov chain whose states are the last touches, up to the order; a place's
 * removal effect is the share of conversions that is lost when everybody who comes to it is lost
 * (Anderl, Becker, von Wangenheim and Schumann 2016). Solved to the precision of numbers, not
 * simulated.
 */
public final class MarkovPaths {

  private static final List<String> START = List.of();
  private static final double PRECISION = 1e-14;
  private static final double ROUNDING = 1e-17;

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
    return new Chain().conversionRate(state -> false);
  }

  /** Share of the conversions that is lost without the place; all 0 where there are none. */
  public SortedMap<String, Double> removalEffects() {
    Chain chain = new Chain();
    double all = chain.conversionRate(state -> false);
    SortedMap<String, Double> effects = new TreeMap<>();
    states.keySet().stream()
        .flatMap(List::stream)
        .distinct()
        .forEach(
            place ->
                effects.put(
                    place,
                    all == 0
                        ? 0.0
                        : Math.max(
                            0, 1 - chain.conversionRate(state -> state.contains(place)) / all)));
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
   * The chain in numbers, without the steps that nobody took: of a higher order there are thousands
   * of states, and a few steps from each.
   */
  private final class Chain {

    private final List<List<String>> names = List.copyOf(states.keySet());
    private final int[][] next = new int[names.size()][];
    private final double[][] shares = new double[names.size()][];
    private final double[] converts = new double[names.size()];
    private final double[] leaves = new double[names.size()];

    Chain() {
      Map<List<String>, Integer> numbers = new HashMap<>();
      names.forEach(name -> numbers.put(name, numbers.size()));
      for (int from = 0; from < next.length; from++) {
        int self = from;
        State state = states.get(names.get(from));
        double leaving = state.leaving();
        double staying = state.next.getOrDefault(names.get(from), 0.0);
        List<Map.Entry<List<String>, Double>> steps =
            state.next.entrySet().stream()
                .filter(step -> numbers.get(step.getKey()) != self)
                .toList();
        next[from] = steps.stream().mapToInt(step -> numbers.get(step.getKey())).toArray();
        shares[from] = steps.stream().mapToDouble(step -> step.getValue() / leaving).toArray();
        converts[from] = leaving > 0 ? state.conversions / leaving : 0;
        leaves[from] = leaving > 0 ? (leaving - staying) / leaving : 1;
      }
    }

    /**
     * Probability of a conversion from the start where some states are dead ends. Gauss and
     * Seidel's sweeps from below and from above, which meet: every state has a way to an end.
     */
    double conversionRate(Predicate<List<String>> isDeadEnd) {
      boolean[] isDead = new boolean[next.length];
      double[] low = new double[next.length];
      double[] high = new double[next.length];
      for (int state = 0; state < next.length; state++) {
        isDead[state] = isDeadEnd.test(names.get(state));
        high[state] = isDead[state] ? 0 : 1;
      }
      double change;
      do {
        change = 0;
        for (int state = next.length - 1; state >= 0; state--) {
          if (!isDead[state]) {
            double lower = reached(low, state);
            double upper = reached(high, state);
            change = Math.max(change, Math.max(lower - low[state], high[state] - upper));
            low[state] = lower;
            high[state] = upper;
          }
        }
      } while (high[0] - low[0] > PRECISION && change > ROUNDING);
      return (low[0] + high[0]) / 2;
    }

    private double reached(double[] rates, int state) {
      double rate = converts[state];
      for (int step = 0; step < next[state].length; step++) {
        rate += shares[state][step] * rates[next[state][step]];
      }
      return rate / leaves[state];
    }
  }
}
