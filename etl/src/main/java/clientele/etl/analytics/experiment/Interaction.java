package clientele.etl.analytics.experiment;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether an effect differs between groups of members, by Cochran's Q.
 *
 * @param q weighted squares of the groups' effects around their common one
 * @param degreesOfFreedom groups less one
 * @param p probability of so large a Q if the effect were everywhere the same; 1 for one group
 * @param common the effect that all groups share, weighted by precision
 * @param spread variance of the true effects between groups (DerSimonian and Laird 1986), 0 or more
 */
public record Interaction(double q, int degreesOfFreedom, double p, double common, double spread) {

  public static Interaction of(List<Contrast.Measured> groups) {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("no group has an effect: give at least one");
    }
    double weights = groups.stream().mapToDouble(Interaction::weight).sum();
    double common =
        groups.stream().mapToDouble(group -> weight(group) * group.value()).sum() / weights;
    double q =
        groups.stream()
            .mapToDouble(
                group -> weight(group) * (group.value() - common) * (group.value() - common))
            .sum();
    int degrees = groups.size() - 1;
    double p = degrees == 0 ? 1 : ChiSquaredDistribution.of(degrees).survivalProbability(q);
    double squares =
        groups.stream().mapToDouble(Interaction::weight).map(weight -> weight * weight).sum();
    double spread = degrees == 0 ? 0 : Math.max(0, (q - degrees) / (weights - squares / weights));
    return new Interaction(q, degrees, p, common, spread);
  }

  /** A group's effect drawn towards the common one, the more the less it is known. */
  public double shrunk(Contrast.Measured group) {
    double error = group.standardError() * group.standardError();
    return common + spread / (spread + error) * (group.value() - common);
  }

  private static double weight(Contrast.Measured group) {
    return 1 / (group.standardError() * group.standardError());
  }
}
