package clientele.etl;

import clientele.etl.deliver.Lists;
import clientele.etl.model.Workspace;
import clientele.schema.Contracts;
import clientele.schema.TableContract;
import java.util.List;
import java.util.Map;

/**
 * Writes down whom tonight's lists tell to contact and who is held out of them. Campaigns read what
 * earlier nights wrote, so this stands outside the models.
 */
final class ListRecord {

  private static final String TABLE = "fact_list_delivery";

  private final Night night;
  private final Selection selection;

  ListRecord(Night night, Selection selection) {
    this.night = night;
    this.selection = selection;
  }

  StepResult write() {
    Workspace workspace = night.workspace();
    Contracts contracts = night.models().contracts();
    List<TableContract> inputs = Lists.RECORDED_FROM.stream().map(contracts::require).toList();
    if (!inputs.stream().allMatch(selection::makes)) {
      return NightStep.done(0, 0, "the lists are not made in this run");
    }
    inputs.forEach(workspace::register);
    TableContract table = contracts.require(TABLE);
    workspace.register(table);
    long rows = workspace.write(table, workspace.select(Lists.recordSql()), Map.of());
    return NightStep.done(inputs.stream().mapToLong(workspace::rows).sum(), rows);
  }
}
