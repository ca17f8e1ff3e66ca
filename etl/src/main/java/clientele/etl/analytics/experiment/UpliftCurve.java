package clientele.etl.analytics.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * How well a score tells whom a treatment moves: members from the highest score down, those of
 * equal score at once. Definitions are those of scikit-uplift: curves in members, areas less that
 * of a straight line, as a share of the same for the best possible order.
 */
public final class UpliftCurve {

  /** Members of one score; the outcome is yes or no. */
  public record Group(
      double score, long treated, long treatedOutcomes, long control, long controlOutcomes) {

    /** A single member. */
    public static Group of(double score, boolean isTreated, boolean hasOutcome) {
      return new Group(
          score,
          isTreated ? 1 : 0,
          isTreated && hasOutcome ? 1 : 0,
          isTreated ? 0 : 1,
          !isTreated && hasOutcome ? 1 : 0);
    }

    Group plus(Group other) {
      return new Group(
          other.score,
          treated + other.treated,
          treatedOutcomes + other.treatedOutcomes,
          control + other.control,
          controlOutcomes + other.controlOutcomes);
    }

    public long members() {
      return treated + control;
    }

    /** Difference of the shares with the outcome; that of an empty group is 0. */
    public double uplift() {
      return share(treatedOutcomes, treated) - share(controlOutcomes, control);
    }

    private static double share(long outcomes, long members) {
      return members == 0 ? 0 : (double) outcomes / members;
    }

    /** Outcomes that the treatment brings if all these members are treated. */
    public double gain() {
      return uplift() * members();
    }

    /** Outcomes of the treated more than as many controls would have had. */
    public double qini() {
      return control == 0
          ? treatedOutcomes
          : treatedOutcomes - controlOutcomes * ((double) treated / control);
    }
  }

  private final List<Group> points;
  private final Group all;

  /**
   * @throws IllegalArgumentException where one of the arms, or one of the outcomes, does not occur
   */
  public UpliftCurve(Collection<Group> groups) {
    require(sum(groups, Group::treated) > 0, "nobody was treated");
    require(sum(groups, Group::control) > 0, "everybody was treated");
    long outcomes = sum(groups, Group::treatedOutcomes) + sum(groups, Group::controlOutcomes);
    require(outcomes > 0, "nobody has the outcome");
    require(outcomes < sum(groups, Group::members), "everybody has the outcome");
    this.points = points(groups);
    this.all = points.get(points.size() - 1);
  }

  private static long sum(Collection<Group> groups, ToLongFunction<Group> part) {
    return groups.stream().mapToLong(part).sum();
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException(
          "no uplift curve: %s; both arms and both outcomes are needed".formatted(fault));
    }
  }

  /** For each score, from the highest down, all members with it or a higher one. */
  public List<Group> points() {
    return points;
  }

  /** Area of {@link Group#gain} by the best order's; 0 where no order is better than another. */
  public double upliftArea() {
    boolean isOutcomeOnTop = all.controlOutcomes() > all.treated() - all.treatedOutcomes();
    List<Group> best =
        best(
            (isTreated, hasOutcome) ->
                (hasOutcome == isTreated ? 2 : 0)
                    + ((isOutcomeOnTop ? hasOutcome : isTreated) ? 1 : 0));
    return ofBest(aboveLine(points, Group::gain), aboveLine(best, Group::gain));
  }

  /**
   * Area of {@link Group#qini} by the best order's; 0 where no order is better than another.
   *
   * @param canHarm whether the best order knows members whom the treatment harms
   */
  public double qiniArea(boolean canHarm) {
    double actual = aboveLine(points, Group::qini);
    if (canHarm) {
      return ofBest(
          actual,
          aboveLine(
              best((isTreated, hasOutcome) -> hasOutcome ? (isTreated ? 1 : -1) : 0), Group::qini));
    }
    double end = all.qini();
    return ofBest(actual, end * end / 2 + end * (all.members() - end) - end * all.members() / 2);
  }

  private double ofBest(double area, double bestArea) {
    double nothing = 1e-12 * all.members() * all.members();
    return Math.abs(bestArea) <= nothing ? 0 : area / bestArea;
  }

  private interface BestScore {
    double of(boolean isTreated, boolean hasOutcome);
  }

  private List<Group> best(BestScore score) {
    return points(
        List.of(
            new Group(score.of(true, true), all.treatedOutcomes(), all.treatedOutcomes(), 0, 0),
            new Group(score.of(true, false), all.treated() - all.treatedOutcomes(), 0, 0, 0),
            new Group(score.of(false, true), 0, 0, all.controlOutcomes(), all.controlOutcomes()),
            new Group(score.of(false, false), 0, 0, all.control() - all.controlOutcomes(), 0)));
  }

  private static List<Group> points(Collection<Group> groups) {
    TreeMap<Double, Group> byScore = new TreeMap<>();
    groups.stream()
        .filter(group -> group.members() > 0)
        .forEach(group -> byScore.merge(group.score(), group, Group::plus));
    List<Group> points = new ArrayList<>();
    Group reached = new Group(Double.POSITIVE_INFINITY, 0, 0, 0, 0);
    for (Group group : byScore.descendingMap().values()) {
      reached = reached.plus(group);
      points.add(reached);
    }
    return List.copyOf(points);
  }

  /** Trapezoids from the origin, less the triangle under the straight line to the end. */
  private static double aboveLine(List<Group> curve, ToDoubleFunction<Group> height) {
    double area = 0;
    double lastMembers = 0;
    double lastHeight = 0;
    for (Group point : curve) {
      double reached = height.applyAsDouble(point);
      area += (point.members() - lastMembers) * (reached + lastHeight) / 2;
      lastMembers = point.members();
      lastHeight = reached;
    }
    return area - lastMembers * lastHeight / 2;
  }
}
