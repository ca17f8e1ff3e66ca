package clientele.etl.analytics.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parts components that bear too many names: without the weakest rule, then without the next, until
 * no part has too many. Deterministic, whatever the order of the edges. Holds the edges of these
 * components in memory, some 150 bytes each.
 */
public final class ComponentCut {

  private static final int WEAKEST = 4;

  private final int maxNames;

  /**
   * @param maxNames at least 1
   */
  public ComponentCut(int maxNames) {
    this.maxNames = maxNames;
  }

  /**
   * An account at a point of identity.
   *
   * @param ruleRank 1 for the strongest rule, 4 for the weakest
   * @param name of the account, empty where it has none
   */
  public record Edge(long recordKey, long pointKey, int ruleRank, String name) {}

  /**
   * Where an account is after the cut.
   *
   * @param keptRuleRank rules up to this rank join the component; 0 where none does
   */
  public record Part(long recordKey, long componentKey, int keptRuleRank) {}

  /**
   * The accounts of the edges, each once.
   *
   * @param edges of components that have too many names, whole
   */
  public List<Part> cut(List<Edge> edges) {
    List<Part> parts = new ArrayList<>();
    List<Edge> left = edges;
    for (int rank = WEAKEST; rank >= 1 && !left.isEmpty(); rank--) {
      left = cut(left, rank, parts);
    }
    Set<Long> alone = new HashSet<>();
    left.forEach(edge -> alone.add(edge.recordKey()));
    alone.stream().sorted().forEach(key -> parts.add(new Part(key, key, 0)));
    return parts;
  }

  /** Adds the parts that are small enough by the rules up to a rank; returns the others' edges. */
  private List<Edge> cut(List<Edge> edges, int rank, List<Part> parts) {
    ConnectedComponents components = new ConnectedComponents();
    Map<Long, Long> firstAtPoint = new HashMap<>();
    for (Edge edge : edges) {
      long first =
          edge.ruleRank() > rank
              ? edge.recordKey()
              : firstAtPoint.computeIfAbsent(edge.pointKey(), unused -> edge.recordKey());
      components.connect(edge.recordKey(), first);
    }
    Map<Long, Long> componentOf = new HashMap<>();
    components.forEach(
        membership -> componentOf.put(membership.recordKey(), membership.componentKey()));
    Map<Long, Set<String>> names = new HashMap<>();
    for (Edge edge : edges) {
      Set<String> known =
          names.computeIfAbsent(componentOf.get(edge.recordKey()), unused -> new HashSet<>());
      if (!edge.name().isEmpty()) {
        known.add(edge.name());
      }
    }
    componentOf.keySet().stream()
        .sorted()
        .filter(key -> names.get(componentOf.get(key)).size() <= maxNames)
        .forEach(key -> parts.add(new Part(key, componentOf.get(key), rank)));
    return edges.stream()
        .filter(edge -> names.get(componentOf.get(edge.recordKey())).size() > maxNames)
        .toList();
  }
}
