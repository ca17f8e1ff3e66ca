package clientele.etl.analytics.interval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Empirical Bayes on two levels: members of a group are drawn towards their group, groups towards
 * all, each the more the less its own data tell. The variances between are DerSimonian and Laird's
 * moments (1986), that between members pooled over the groups.
 */
public final class Shrinkage {

  private static final String ALL = "";

  private final Map<String, Estimate> groups = new LinkedHashMap<>();
  private final double varianceWithin;
  private final Estimate all;

  /**
   * A number known up to an error.
   *
   * @param error standard error, above 0
   */
  public record Estimate(String group, double value, double error) {

    public Estimate {
      if (!(error > 0) || !Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "estimate %s with error %s: must be finite, its error above 0".formatted(value, error));
      }
    }

    double weight(double varianceBetween) {
      return 1 / (error * error + varianceBetween);
    }

    private Estimate towards(Estimate center, double varianceBetween) {
      if (varianceBetween <= 0) {
        return new Estimate(group, center.value, center.error);
      }
      double prior = center.error * center.error + varianceBetween;
      double own = prior / (prior + error * error);
      return new Estimate(group, own * value + (1 - own) * center.value, Math.sqrt(own) * error);
    }
  }

  /** At least one estimate. */
  public Shrinkage(List<Estimate> members) {
    Map<String, List<Estimate>> byGroup = new LinkedHashMap<>();
    members.forEach(
        member -> byGroup.computeIfAbsent(member.group(), group -> new ArrayList<>()).add(member));
    this.varianceWithin = varianceBetween(byGroup.values());
    List<Estimate> means =
        byGroup.entrySet().stream()
            .map(entry -> mean(entry.getKey(), entry.getValue(), varianceWithin))
            .toList();
    double varianceOfGroups = varianceBetween(List.of(means));
    this.all = mean(ALL, means, varianceOfGroups);
    means.forEach(mean -> groups.put(mean.group(), mean.towards(all, varianceOfGroups)));
  }

  /** What is best believed of a member. */
  public Estimate shrunk(Estimate member) {
    return member.towards(groups.getOrDefault(member.group(), all), varianceWithin);
  }

  /** What is best believed of a member of a group that nothing else is known of. */
  public Estimate ofGroup(String group) {
    return groups.getOrDefault(group, all);
  }

  private static Estimate mean(String group, List<Estimate> members, double varianceBetween) {
    double weights = 0;
    double sum = 0;
    for (Estimate member : members) {
      weights += member.weight(varianceBetween);
      sum += member.weight(varianceBetween) * member.value();
    }
    return new Estimate(group, sum / weights, Math.sqrt(1 / weights));
  }

  private static double varianceBetween(Iterable<List<Estimate>> groups) {
    double excess = 0;
    double scale = 0;
    for (List<Estimate> members : groups) {
      Estimate mean = mean(ALL, members, 0);
      double weights = 0;
      double squares = 0;
      for (Estimate member : members) {
        double weight = member.weight(0);
        weights += weight;
        squares += weight * weight;
        excess += weight * Math.pow(member.value() - mean.value(), 2);
      }
      excess -= members.size() - 1;
      scale += weights - squares / weights;
    }
    return scale <= 0 ? 0 : Math.max(0, excess / scale);
  }
}
