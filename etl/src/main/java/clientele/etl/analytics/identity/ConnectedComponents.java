package clientele.etl.analytics.identity;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * The connected components of an undirected graph whose nodes are long keys: union-find with path
 * halving and union by size (Tarjan 1975). A component is named by its smallest key, so the answer
 * does not depend on the order of the edges. Four million nodes take about 150 MB.
 */
public final class ConnectedComponents implements Iterable<ConnectedComponents.Membership> {

  /** A node and the smallest key of its component. */
  public record Membership(long recordKey, long componentKey) {}

  private final DenseNumbers numbers = new DenseNumbers();
  private int[] parents = new int[16];
  private int[] sizes = new int[16];
  private long[] smallestKeys = new long[16];

  /** Says that two nodes are one; a node connected with itself alone is a component too. */
  public void connect(long left, long right) {
    int leftRoot = root(node(left));
    int rightRoot = root(node(right));
    if (leftRoot == rightRoot) {
      return;
    }
    int large = sizes[leftRoot] >= sizes[rightRoot] ? leftRoot : rightRoot;
    int small = large == leftRoot ? rightRoot : leftRoot;
    parents[small] = large;
    sizes[large] += sizes[small];
    smallestKeys[large] = Math.min(smallestKeys[large], smallestKeys[small]);
  }

  /** Every node once, in the order they were first connected. */
  @Override
  public Iterator<Membership> iterator() {
    return IntStream.range(0, numbers.size())
        .mapToObj(node -> new Membership(numbers.key(node), smallestKeys[root(node)]))
        .iterator();
  }

  private int node(long key) {
    int before = numbers.size();
    int node = numbers.number(key);
    if (node == before) {
      add(node, key);
    }
    return node;
  }

  private void add(int node, long key) {
    if (node == parents.length) {
      parents = Arrays.copyOf(parents, node * 2);
      sizes = Arrays.copyOf(sizes, node * 2);
      smallestKeys = Arrays.copyOf(smallestKeys, node * 2);
    }
    parents[node] = node;
    sizes[node] = 1;
    smallestKeys[node] = key;
  }

  private int root(int node) {
    int current = node;
    while (parents[current] != current) {
      parents[current] = parents[parents[current]];
      current = parents[current];
    }
    return current;
  }
}
