package clientele.etl.analytics.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How well a score tells whom a treatment moves: members from the highest score down, those of
 * equal score at once. Definitions are those of scikit-uplift: curves in members, areas less that
 * of a straight line, as a share of the same for the best possible order.
 */
public final class UpliftCurve {

  /** One member; the outcome is yes or no. */
  public record Member(double score, boolean isTreated, boolean hasOutcome) {}

  /**
   * The members down to one score.
   *
   * @param lowestScore the score of the last of them
   */
  public record Point(
      double lowestScore, long treated, long treatedOutcomes, long control, long controlOutcomes) {

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

    /** Outcomes that the treatment brought, were all these members treated. */
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

  private final List<Member> members;
  private final List<Point> points;

  /**
   * @throws IllegalArgumentException where one of the groups, or one of the outcomes, does not
   *     occur
   */
  public UpliftCurve(List<Member> members) {
    require(members.stream().anyMatch(Member::isTreated), "nobody was treated");
    require(members.stream().anyMatch(member -> !member.isTreated()), "everybody was treated");
    require(members.stream().anyMatch(Member::hasOutcome), "nobody has the outcome");
    require(members.stream().anyMatch(member -> !member.hasOutcome()), "everybody has the outcome");
    this.members = List.copyOf(members);
    this.points = points(members);
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalArgumentException(
          "no uplift curve: %s; both groups and both outcomes are needed".formatted(fault));
    }
  }

  /** One point for each score, the highest first. */
  public List<Point> points() {
    return points;
  }

  /** Area of {@link Point#gain} by the best order's. */
  public double upliftArea() {
    boolean isOutcomeOnTop =
        count(member -> member.hasOutcome() && !member.isTreated())
            > count(member -> !member.hasOutcome() && member.isTreated());
    List<Point> best =
        points(
            rescored(
                member ->
                    (member.hasOutcome() == member.isTreated() ? 2 : 0)
                        + (isOutcomeOnTop ? one(member.hasOutcome()) : one(member.isTreated()))));
    return aboveLine(points, Point::gain) / aboveLine(best, Point::gain);
  }

  /**
   * Area of {@link Point#qini} by the best order's.
   *
   * @param canHarm whether the best order knows members whom the treatment harms
   */
  public double qiniArea(boolean canHarm) {
    double actual = aboveLine(points, Point::qini);
    if (canHarm) {
      List<Point> best =
          points(rescored(member -> member.hasOutcome() ? (member.isTreated() ? 1.0 : -1.0) : 0.0));
      return actual / aboveLine(best, Point::qini);
    }
    double end = points.get(points.size() - 1).qini();
    double all = members.size();
    return actual / (end * end / 2 + end * (all - end) - end * all / 2);
  }

  private static double one(boolean condition) {
    return condition ? 1 : 0;
  }

  private long count(Predicate<Member> condition) {
    return members.stream().filter(condition).count();
  }

  private List<Member> rescored(ToDoubleFunction<Member> score) {
    return members.stream()
        .map(
            member ->
                new Member(score.applyAsDouble(member), member.isTreated(), member.hasOutcome()))
        .toList();
  }

  private static List<Point> points(List<Member> members) {
    List<Member> ordered = new ArrayList<>(members);
    ordered.sort(Comparator.comparingDouble(Member::score).reversed());
    List<Point> points = new ArrayList<>();
    long treated = 0;
    long treatedOutcomes = 0;
    long controlOutcomes = 0;
    for (int place = 0; place < ordered.size(); place++) {
      Member member = ordered.get(place);
      treated += member.isTreated() ? 1 : 0;
      treatedOutcomes += member.isTreated() && member.hasOutcome() ? 1 : 0;
      controlOutcomes += !member.isTreated() && member.hasOutcome() ? 1 : 0;
      boolean isLastOfScore =
          place + 1 == ordered.size() || ordered.get(place + 1).score() != member.score();
      if (isLastOfScore) {
        points.add(
            new Point(
                member.score(), treated, treatedOutcomes, place + 1 - treated, controlOutcomes));
      }
    }
    return List.copyOf(points);
  }

  /** Trapezoids from the origin, less the triangle under the straight line to the end. */
  private static double aboveLine(List<Point> curve, ToDoubleFunction<Point> height) {
    double area = 0;
    double lastMembers = 0;
    double lastHeight = 0;
    for (Point point : curve) {
      double reached = height.applyAsDouble(point);
      area += (point.members() - lastMembers) * (reached + lastHeight) / 2;
      lastMembers = point.members();
      lastHeight = reached;
    }
    return area - lastMembers * lastHeight / 2;
  }
}
