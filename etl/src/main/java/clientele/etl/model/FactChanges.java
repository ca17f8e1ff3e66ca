package clientele.etl.model;

import clientele.etl.engine.Select;
import clientele.schema.Contracts;
import clientele.schema.Driver;
import clientele.schema.TableContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings a fact up to date: makes the rows again whose driver row changed, or that follow a table
 * of which a row changed that they look up.
 */
final class FactChanges {

  private static final String DRIVER = "driver";
  private static final String FACT = "fact";

  private final Workspace workspace;
  private final Contracts contracts;
  private final ModelPlan plan;

  FactChanges(Workspace workspace, Contracts contracts, ModelPlan plan) {
    this.workspace = workspace;
    this.contracts = contracts;
    this.plan = plan;
  }

  /** Commits the fact; its inputs are readable. */
  void build(Model model) {
    TableContract contract = model.contract();
    TableContract table = contracts.require(plan.driver().table());
    String name = contract.name();
    String published = name + "__published";
    String keys = name + "__driver_key";
    workspace.registerPublished(published, contract, List.of());
    workspace.engine().keep(keys, workspace.select(keys(contract, table, published)));
    Select body = model.body(workspace.engine(), workspace.parameters());
    // Last, for the body defines it as the whole driver.
    workspace
        .engine()
        .define(plan.driver().relation(name), Select.of(among(table.name(), keys, table)));
    String old = name + "__old";
    String now = name + "__now";
    workspace.engine().keep(old, Select.of(among(published, keys, table)));
    workspace.engine().keep(now, body);
    new TableRewrite(workspace, contract, List.of(), old, now)
        .commit(plan.properties(), workspace.rows(contract));
    List.of(old, now, keys).forEach(workspace.engine()::forget);
  }

  private static String among(String relation, String keys, TableContract driver) {
    return "select r.* from %s r where exists (select 1 from %s k where %s)"
        .formatted(
            relation,
            keys,
            driver.key().stream()
                .map(key -> "k.%1$s = r.%1$s".formatted(key))
                .collect(Collectors.joining(" and ")));
  }

  private String keys(TableContract contract, TableContract table, String published) {
    Driver driver = plan.driver();
    List<String> selects = new ArrayList<>();
    for (Map.Entry<String, FileChange> entry : plan.changes().entrySet()) {
      TableContract input = contracts.require(entry.getKey());
      String changed = contract.name() + "__changed_" + input.name();
      new TableDifference(workspace, contract.name(), input, entry.getValue()).keep(changed);
      if (input.name().equals(driver.table())) {
        selects.add("select %s from %s".formatted(String.join(", ", table.key()), changed));
      }
      String condition = driver.follows().get(input.name());
      if (condition != null) {
        selects.add(following(table, published, changed, condition));
      }
    }
    return String.join("\nunion\n", selects);
  }

  private static String following(
      TableContract table, String published, String changed, String condition) {
    String alias =
        SqlNames.mentioned(condition, Set.of(DRIVER, FACT)).contains(FACT) ? FACT : DRIVER;
    String relation = alias.equals(FACT) ? published : table.name();
    String keys =
        table.key().stream().map(key -> alias + "." + key).collect(Collectors.joining(", "));
    return "select %s from %s as %s join %s as changed on %s"
        .formatted(keys, relation, alias, changed, condition);
  }
}
