package clientele.etl.analytics.identity;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.identity.ComponentCut.Edge;
import clientele.etl.analytics.identity.ComponentCut.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComponentCutTest {

  private static final int CARD = 1;
  private static final int EMAIL = 2;
  private static final int PHONE = 3;
  private static final int EXTERNAL_ID = 4;

  @Test
  void theWeakestRuleThatJoinsTooManyNamesIsLeftOutAndTheStrongerStay() {
    // 1 and 2 have a card in common, 3 and 4 an address; a telephone joins them all.
    List<Edge> edges =
        List.of(
            new Edge(1, 10, CARD, "a baker"),
            new Edge(2, 10, CARD, "a baker"),
            new Edge(3, 20, EMAIL, "c cook"),
            new Edge(4, 20, EMAIL, ""),
            new Edge(1, 30, PHONE, "a baker"),
            new Edge(3, 30, PHONE, "c cook"),
            new Edge(5, 30, PHONE, "d smith"));
    assertThat(new ComponentCut(2).cut(edges))
        .containsExactlyInAnyOrder(
            new Part(1, 1, EMAIL),
            new Part(2, 1, EMAIL),
            new Part(3, 3, EMAIL),
            new Part(4, 3, EMAIL),
            new Part(5, 5, EMAIL));
    assertThat(new ComponentCut(3).cut(edges)).allMatch(part -> part.componentKey() == 1);
  }

  @Test
  void whereEvenTheStrongestRuleJoinsTooManyEverybodyIsAlone() {
    List<Edge> edges =
        List.of(new Edge(1, 10, CARD, "a"), new Edge(2, 10, CARD, "b"), new Edge(3, 10, CARD, "c"));
    assertThat(new ComponentCut(2).cut(edges))
        .containsExactly(new Part(1, 1, 0), new Part(2, 2, 0), new Part(3, 3, 0));
  }

  @Test
  void theOrderOfTheEdgesDoesNotMatter() {
    Random random = new Random(7);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      edges.add(
          new Edge(
              random.nextInt(60),
              random.nextInt(80),
              CARD + random.nextInt(EXTERNAL_ID),
              "name " + random.nextInt(12)));
    }
    List<Part> expected = sorted(new ComponentCut(4).cut(edges));
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(edges, random);
      assertThat(sorted(new ComponentCut(4).cut(edges))).isEqualTo(expected);
    }
    assertThat(expected.stream().map(Part::recordKey)).doesNotHaveDuplicates();
  }

  private static List<Part> sorted(List<Part> parts) {
    return parts.stream()
        .sorted((one, other) -> Long.compare(one.recordKey(), other.recordKey()))
        .toList();
  }
}
