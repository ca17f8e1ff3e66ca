package clientele.etl.analytics.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Paths as an absorbing Markov chain whose states are the last touches, up to the order; a place's
 * removal effect is the share of conversions that is lost when everybody who comes to it is lost
 * (Anderl, Becker, von Wangenheim and Schumann 2016). Not simulated: solved by sweeps from below
 * and from above, which tell how far they are apart; where they would take too long, by
 * elimination; and where the chain is too large for that too, there is no answer.
 */
public final class MarkovPaths {

  private static final double PRECISION = 1e-14;
  private static final double ROUNDING = 1e-17;

  /** The sweeps from below and from above must come so near each other, else they say nothing. */
  private static final double BOUND = 1e-11;

  private final int order;
  private final Limits limits;
  private final State start;
  private final Map<List<String>, State> states = new LinkedHashMap<>();

  /** The last touches of those who are there, and where they go from there. */
  private static final class State {
    private final List<String> last;
    private final int number;
    private final Map<String, Step> next = new LinkedHashMap<>();
    private double conversions;
    private double nulls;

    State(List<String> last, int number) {
      this.last = last;
      this.number = number;
    }

    private double leaving() {
      return conversions + nulls + next.values().stream().mapToDouble(step -> step.walks).sum();
    }
  }

  private static final class Step {
    private final State to;
    private double walks;

    Step(State to) {
      this.to = to;
    }
  }

  /**
   * What a solution may cost.
   *
   * @param steps that all sweeps of one solution take
   * @param eliminated states of a chain that is solved by elimination: so many squared are numbers
   *     in memory
   */
  public record Limits(long steps, int eliminated) {

    public static final Limits USUAL = new Limits(300_000_000, 1500);
  }

  /**
   * @param order 1 to 3: of how many touches a state consists
   */
  public MarkovPaths(int order) {
    this(order, Limits.USUAL);
  }

  public MarkovPaths(int order, Limits limits) {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("Markov order %d: must be 1, 2 or 3".formatted(order));
    }
    this.order = order;
    this.limits = limits;
    this.start = reached(List.of());
  }

  /** Counts the path's steps; its value does not matter. */
  public void add(TouchPath path) {
    double walks = path.conversions() + path.nulls();
    if (walks == 0) {
      return;
    }
    State state = start;
    for (TouchPath.Touch touch : path.touches()) {
      Step step = state.next.get(touch.place());
      if (step == null) {
        step = new Step(after(state, touch.place()));
        state.next.put(touch.place(), step);
      }
      step.walks += walks;
      state = step.to;
    }
    state.conversions += path.conversions();
    state.nulls += path.nulls();
  }

  private State after(State state, String place) {
    List<String> touches = new ArrayList<>(state.last);
    touches.add(place);
    return reached(
        List.copyOf(touches.subList(Math.max(0, touches.size() - order), touches.size())));
  }

  private State reached(List<String> last) {
    return states.computeIfAbsent(last, touches -> new State(touches, states.size()));
  }

  /** Probability of a step from one place to another; for order 1. */
  double transition(String from, String to) {
    State state = from.isEmpty() ? start : states.get(List.of(from));
    Step step = state.next.get(to);
    return step == null ? 0 : step.walks / state.leaving();
  }

  double conversion(String from) {
    State state = states.get(List.of(from));
    return state.conversions / state.leaving();
  }

  double loss(String from) {
    State state = states.get(List.of(from));
    return state.nulls / state.leaving();
  }

  /**
   * Probability that a path ends with a conversion: conversions of all paths. Empty where the chain
   * cannot be solved within the limits.
   */
  public OptionalDouble conversionRate() {
    return new Chain().conversionRate(state -> false);
  }

  /**
   * Share of the conversions that is lost without each place; all 0 where there are none. Empty
   * where the chain cannot be solved within the limits.
   */
  public Optional<SortedMap<String, Double>> removalEffects() {
    Chain chain = new Chain();
    SortedMap<String, Double> effects = new TreeMap<>();
    OptionalDouble all = chain.conversionRate(state -> false);
    for (String place : places()) {
      OptionalDouble without = chain.conversionRate(state -> state.contains(place));
      if (all.isEmpty() || without.isEmpty()) {
        return Optional.empty();
      }
      double rate = all.getAsDouble();
      effects.put(place, rate == 0 ? 0.0 : Math.max(0, 1 - without.getAsDouble() / rate));
    }
    return Optional.of(effects);
  }

  private Set<String> places() {
    return states.keySet().stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  /** Shares of the credit: removal effects brought to a sum of 1, or all 0. */
  public static SortedMap<String, Double> shares(Map<String, Double> removalEffects) {
    double sum = removalEffects.values().stream().mapToDouble(Double::doubleValue).sum();
    SortedMap<String, Double> shares = new TreeMap<>();
    removalEffects.forEach((place, effect) -> shares.put(place, sum > 0 ? effect / sum : 0));
    return shares;
  }

  /**
   * The chain in numbers, without the steps that nobody took: of a higher order there are thousands
   * of states, and a few steps from each.
   */
  private final class Chain {

    private final List<State> all = List.copyOf(states.values());
    private final int[][] next = new int[all.size()][];
    private final double[][] shares = new double[all.size()][];
    private final double[] converts = new double[all.size()];
    private final double[] leaves = new double[all.size()];
    private long steps;
    private boolean areSweepsTooSlow;

    Chain() {
      for (State state : all) {
        int from = state.number;
        double leaving = state.leaving();
        List<Step> away =
            state.next.values().stream().filter(step -> step.to.number != from).toList();
        double moving = away.stream().mapToDouble(step -> step.walks).sum();
        next[from] = away.stream().mapToInt(step -> step.to.number).toArray();
        shares[from] = away.stream().mapToDouble(step -> step.walks / leaving).toArray();
        steps += 1 + away.size();
        converts[from] = leaving > 0 ? state.conversions / leaving : 0;
        leaves[from] = leaving > 0 ? (state.conversions + state.nulls + moving) / leaving : 1;
      }
    }

    /** Probability of a conversion from the start where some states are dead ends. */
    OptionalDouble conversionRate(Predicate<List<String>> isDeadEnd) {
      boolean[] isDead = new boolean[next.length];
      for (int state = 0; state < next.length; state++) {
        isDead[state] = isDeadEnd.test(all.get(state).last);
      }
      OptionalDouble swept = areSweepsTooSlow ? OptionalDouble.empty() : swept(isDead);
      areSweepsTooSlow = swept.isEmpty();
      return areSweepsTooSlow && next.length <= limits.eliminated()
          ? OptionalDouble.of(eliminated(isDead))
          : swept;
    }

    /**
     * By Gauss and Seidel's sweeps from below and from above, between which the answer is. They
     * meet since every state has a way to an end; empty where they had not within the limits.
     */
    private OptionalDouble swept(boolean[] isDead) {
      double[] low = new double[next.length];
      double[] high = new double[next.length];
      for (int state = 0; state < next.length; state++) {
        high[state] = isDead[state] ? 0 : 1;
      }
      long sweeps = Math.max(1, limits.steps() / steps);
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
        sweeps--;
      } while (high[0] - low[0] > PRECISION && change > ROUNDING && sweeps > 0);
      return high[0] - low[0] <= BOUND
          ? OptionalDouble.of((low[0] + high[0]) / 2)
          : OptionalDouble.empty();
    }

    private double reached(double[] rates, int state) {
      double rate = converts[state];
      for (int step = 0; step < next[state].length; step++) {
        rate += shares[state][step] * rates[next[state][step]];
      }
      return rate / leaves[state];
    }

    private double eliminated(boolean[] isDead) {
      RealMatrix equations = MatrixUtils.createRealIdentityMatrix(next.length);
      RealVector rates = new ArrayRealVector(next.length);
      for (int state = 0; state < next.length; state++) {
        if (!isDead[state]) {
          rates.setEntry(state, converts[state] / leaves[state]);
          for (int step = 0; step < next[state].length; step++) {
            equations.addToEntry(state, next[state][step], -shares[state][step] / leaves[state]);
          }
        }
      }
      return new LUDecomposition(equations, Double.MIN_NORMAL).getSolver().solve(rates).getEntry(0);
    }
  }
}
