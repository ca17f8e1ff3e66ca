package clientele.schema;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All contracts of a warehouse, by name. */
public final class Contracts {

  private final Map<String, TableContract> byName = new TreeMap<>();

  public Contracts(Collection<TableContract> contracts) {
    contracts.forEach(contract -> byName.put(contract.name(), contract));
  }

  public Optional<TableContract> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The contract of this name; refuses one that nobody wrote. */
  public TableContract require(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("no contract named %s".formatted(name)));
  }

  /** In the order of their names. */
  public List<TableContract> all() {
    return List.copyOf(byName.values());
  }
}
