package clientele.etl.model;

import clientele.etl.engine.Select;
import clientele.schema.Contracts;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
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
   * @param wasDone the branch had the table already, nothing was built
   */
  public record Built(long rows, boolean wasDone) {}

  /** Builds one table, unless the run's branch has it already. */
  public Built build(Model model) {
    TableContract contract = model.contract();
    if (workspace.isCommitted(contract)) {
      return new Built(workspace.rows(contract), true);
    }
    return new Built(workspace.write(contract, select(model), Map.of()), false);
  }

  /**
   * The SELECT that is the table, its inputs made readable. For type 2 it is merged with the
   * versions that the store has.
   */
  public Select select(Model model) {
    model.inputs().forEach(input -> workspace.register(contracts.require(input)));
    workspace.register(model.contract());
    Select body = model.body(workspace.engine(), workspace.parameters());
    if (model.contract().kind() != TableKind.TYPE2) {
      return body;
    }
    String now = model.name() + "__now";
    workspace.engine().keep(now, body);
    return workspace.select(new Type2(model.contract()).merge(now, model.name()));
  }
}
