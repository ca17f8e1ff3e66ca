package clientele.etl.analytics.identity;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.identity.ConnectedComponents.Membership;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectedComponentsTest {

  private record Edge(long left, long right) {}

  @Test
  void aChainIsOneComponentNamedByItsSmallestKey() {
    assertThat(components(List.of(new Edge(30, 20), new Edge(20, 10), new Edge(7, 8))))
        .containsExactlyInAnyOrderEntriesOf(Map.of(30L, 10L, 20L, 10L, 10L, 10L, 7L, 7L, 8L, 7L));
  }

  @Test
  void aNodeConnectedWithItselfStandsAlone() {
    assertThat(components(List.of(new Edge(5, 5)))).isEqualTo(Map.of(5L, 5L));
  }

  @Test
  void keysOfAnySignAndSizeAreTold() {
    assertThat(components(List.of(new Edge(Long.MIN_VALUE, Long.MAX_VALUE), new Edge(0, -1))))
        .isEqualTo(
            Map.of(
                Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 0L, -1L, -1L, -1L));
  }

  @Test
  void theOrderOfEdgesChangesNothing() {
    Random random = new Random(11);
    List<Edge> edges = new ArrayList<>();
    for (int edge = 0; edge < 900; edge++) {
      edges.add(new Edge(random.nextInt(1000), random.nextInt(1000)));
    }
    Map<Long, Long> expected = components(edges);

    Collections.shuffle(edges, random);

    assertThat(components(edges)).isEqualTo(expected).isEqualTo(bySpreadingNames(edges));
  }

  @Test
  void aLongChainOfAMillionNodesIsOneComponent() {
    ConnectedComponents components = new ConnectedComponents();
    for (long node = 1_000_000; node > 0; node--) {
      components.connect(node * 1_000_003, (node - 1) * 1_000_003);
    }

    assertThat(components).hasSize(1_000_001).allMatch(member -> member.componentKey() == 0);
  }

  private static Map<Long, Long> components(List<Edge> edges) {
    ConnectedComponents components = new ConnectedComponents();
    edges.forEach(edge -> components.connect(edge.left(), edge.right()));
    Map<Long, Long> found = new HashMap<>();
    for (Membership member : components) {
      assertThat(found.put(member.recordKey(), member.componentKey())).isNull();
    }
    return found;
  }

  /** The slow way: every node takes the smallest name among its neighbours until nothing moves. */
  private static Map<Long, Long> bySpreadingNames(List<Edge> edges) {
    Map<Long, Long> names = new HashMap<>();
    edges.forEach(edge -> names.put(edge.left(), edge.left()));
    edges.forEach(edge -> names.put(edge.right(), edge.right()));
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Edge edge : edges) {
        long smallest = Math.min(names.get(edge.left()), names.get(edge.right()));
        moved |= names.put(edge.left(), smallest) != smallest;
        moved |= names.put(edge.right(), smallest) != smallest;
      }
    }
    return names;
  }
}
