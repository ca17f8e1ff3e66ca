package clientele.etl.model;

import clientele.etl.engine.Select;
import clientele.schema.Contracts;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import java.util.List;
import java.util.Map;

/** Builds the tables of models, each from the tables that it reads. */
public final class ModelBuilder {

  private final Workspace workspace;
  private final Contracts contracts;

  public ModelBuilder(Workspace workspace, Contracts contracts) {
    this.workspace = workspace;
    this.contracts = contracts;
  }

  /**
   * What a build left.
   *
   * @param extent how much of it was made, and why
   * @param wasDone the branch had the table already, nothing was built
   */
  public record Built(long rows, boolean wasDone, Extent extent) {}

  /** Builds one table, unless the run's branch has it already. */
  public Built build(Model model) {
    TableContract contract = model.contract();
    ModelPlan plan = new ModelPlan(workspace, contracts, model);
    if (workspace.isCommitted(contract)) {
      return new Built(
          workspace.rows(contract), true, Extent.unchanged("an earlier attempt had made it"));
    }
    switch (plan.extent().kind()) {
      case UNCHANGED -> workspace.register(contract);
      case CHANGES -> {
        register(model);
        new FactChanges(workspace, contracts, plan).build(model);
      }
      case FULL -> {
        return new Built(makeWhole(model, plan), false, plan.extent());
      }
    }
    return new Built(workspace.rows(contract), false, plan.extent());
  }

  private long makeWhole(Model model, ModelPlan plan) {
    TableContract contract = model.contract();
    Select select = select(model);
    Map<String, String> properties = plan.properties();
    if (plan.isLikelyTheSame()) {
      workspace.writeUnlessSame(contract, select, properties, expectedRows(contract));
    } else {
      workspace.write(contract, List.of(), select, properties, expectedRows(contract));
    }
    return workspace.rows(contract);
  }

  /** How much of a table is made, as far as its inputs are here already. */
  public Extent extent(Model model) {
    return new ModelPlan(workspace, contracts, model).extent();
  }

  private long expectedRows(TableContract contract) {
    return contract
        .driver()
        .map(driver -> workspace.rows(contracts.require(driver.table())))
        .orElse(0L);
  }

  private void register(Model model) {
    model.inputs().forEach(input -> workspace.register(contracts.require(input)));
    workspace.register(model.contract());
  }

  /**
   * The SELECT that is the table, its inputs made readable. For type 2 it is merged with the
   * versions that the store has.
   */
  public Select select(Model model) {
    register(model);
    Select body = model.body(workspace.engine(), workspace.parameters());
    if (model.contract().kind() != TableKind.TYPE2) {
      return body;
    }
    String now = model.name() + "__now";
    workspace.engine().keep(now, body);
    return workspace.select(new Type2(model.contract()).merge(now, model.name()));
  }
}
