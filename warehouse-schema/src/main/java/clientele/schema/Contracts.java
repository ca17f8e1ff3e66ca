package clientele.schema;

import clientele.yaml.Faults;
import java.util.ArrayList;
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

  /** Reads the contracts that come with the program; raises all their faults at once. */
  public static Contracts builtIn() {
    Faults faults = new Faults();
    ContractReader reader = new ContractReader(faults);
    List<TableContract> contracts = new ArrayList<>();
    ResourceFolder.read(Contracts.class, "contracts")
        .forEach(
            (path, text) -> {
              int slash = path.lastIndexOf('/');
              if (slash > 0 && path.endsWith(".yml")) {
                reader
                    .read(path.substring(0, slash), path.substring(slash + 1), text)
                    .ifPresent(contracts::add);
              }
            });
    faults.raise();
    return new Contracts(contracts);
  }

  /** These contracts and others; one of the others replaces one of the same name. */
  public Contracts with(Collection<TableContract> others) {
    List<TableContract> all = new ArrayList<>(byName.values());
    all.addAll(others);
    return new Contracts(all);
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
