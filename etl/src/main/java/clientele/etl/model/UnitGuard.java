package clientele.etl.model;

import clientele.etl.engine.Select;
import clientele.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses feeds whose units, as source.yml tells them, are not the units of the rows they give. */
final class UnitGuard {

  private final Workspace workspace;

  UnitGuard(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Rows of a unit must come from rows of that unit: else a change would leave some behind.
   *
   * @param units relation with columns {@code source} and {@code unit}
   */
  void refuseOthers(Entity entity, String tested, String units) {
    String sources =
        StagedChanges.withUnits(entity).feeds().stream()
            .map(feed -> "'" + feed.source() + "'")
            .collect(Collectors.joining(", "));
    List<List<String>> others =
        workspace
            .engine()
            .show(
                Select.of(
                    "select source, _unit from (%s) o where source in (%s) order by 1, 2"
                        .formatted(StagedChanges.inUnits(tested, units, false), sources)),
                1)
            .rows();
    if (!others.isEmpty()) {
      String source = others.get(0).get(0);
      String file =
          entity.feeds().stream()
              .filter(feed -> feed.source().equals(source))
              .map(Entity.Feed::file)
              .findFirst()
              .orElse(source);
      throw new Failure.Contract(
          "%s: gives rows of unit '%s' from rows of other units. Mend 'units' of %s in source.yml, or take it out there"
              .formatted(file, others.get(0).get(1), entity.contract().name().replace("stg_", "")));
    }
  }

  /** As {@link #refuseOthers}, of all units that the relations of the feeds have. */
  void refuseUnknown(Entity entity, String tested) {
    List<String> selects = new ArrayList<>();
    for (Entity.Feed feed : StagedChanges.withUnits(entity).feeds()) {
      feed.units()
          .orElseThrow()
          .relations()
          .forEach(
              (relation, columns) ->
                  selects.add(
                      "select '%s' as source, %s as unit from %s"
                          .formatted(feed.source(), Units.sql(columns), relation)));
    }
    if (!selects.isEmpty()) {
      String units = entity.contract().name() + "__all_units";
      workspace.engine().define(units, Select.of(String.join("\nunion all\n", selects)));
      refuseOthers(entity, tested, units);
    }
  }
}
