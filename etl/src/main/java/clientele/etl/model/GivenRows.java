package clientele.etl.model;

import clientele.etl.engine.Select;
import clientele.failure.Failure;
import clientele.schema.Check;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import clientele.schema.TableContract;
import clientele.yaml.Faults;
import clientele.yaml.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows that the feeds of one entity give, each tested against the entity's contract. */
final class GivenRows {

  private final Workspace workspace;
  private final Entity entity;
  private final TableContract contract;

  GivenRows(Workspace workspace, Entity entity) {
    this.workspace = workspace;
    this.entity = entity;
    this.contract = entity.contract();
  }

  /**
   * The relation of tested rows, duplicates told, its columns, and whether a key of good rows
   * stands in more than one unit.
   */
  record Tested(String relation, List<String> columns, boolean hasCrossingKeys) {}

  /** Relations that the SELECTs of the feeds name must be readable on the engine. */
  Tested test(StagingSql sql) {
    entity.lookups().forEach(workspace::register);
    String given = contract.name() + "__given";
    keep(given, sql.tested(feeds()));
    List<String> columns =
        workspace.engine().describe(Select.of("select * from " + given)).stream()
            .map(Column::name)
            .toList();
    String released = withReleases(sql, given, columns);
    String duplicates = contract.name() + "__duplicate_key";
    workspace.engine().keep(duplicates, workspace.select(sql.duplicateKeys(released)));
    if (!workspace.hasRows("select * from " + duplicates)) {
      return new Tested(released, columns, false);
    }
    return new Tested(
        withoutDuplicates(sql, released, duplicates, columns),
        columns,
        workspace.hasRows("select * from %s where is_crossing".formatted(duplicates)));
  }

  /** Frees what {@link #test} kept. */
  void forget() {
    Stream.of("__given", "__given_released_rows", "__duplicate_key", "__tested")
        .map(suffix -> contract.name() + suffix)
        .forEach(workspace.engine()::forget);
  }

  /** A cast in the SQL of a source may refuse a value, before any row can go to the quarantine. */
  private void keep(String name, String sql) {
    try {
      workspace.engine().keep(name, workspace.select(sql));
    } catch (Failure.Contract failure) {
      throw new Failure.Contract(
          "%s: %s. Write try_cast there, and rows with such values go to the quarantine"
              .formatted(
                  entity.feeds().stream().map(Entity.Feed::file).collect(Collectors.joining(", ")),
                  failure.getMessage()));
    }
  }

  /** Lets rows in of which a person released every fault. */
  private String withReleases(StagingSql sql, String given, List<String> columns) {
    Set<String> released = workspace.releasedFaults();
    if (released.isEmpty()) {
      return given;
    }
    String rows = given + "_released_rows";
    workspace
        .engine()
        .keep(rows, workspace.select(sql.released(given, Set.copyOf(columns), released)));
    String relation = given + "_released";
    workspace.engine().define(relation, workspace.select(sql.withReleases(given, rows, columns)));
    return relation;
  }

  private String withoutDuplicates(
      StagingSql sql, String given, String keys, List<String> columns) {
    String tested = contract.name() + "__tested";
    List<String> carried =
        columns.stream()
            .filter(name -> !name.equals("is_faulty") && !name.equals("is_duplicate"))
            .toList();
    workspace.engine().keep(tested, workspace.select(sql.withDuplicates(given, keys, carried)));
    return tested;
  }

  private List<StagingSql.Given> feeds() {
    Faults faults = new Faults();
    List<StagingSql.Given> given = new ArrayList<>();
    for (Entity.Feed feed : entity.feeds()) {
      String relation = contract.name() + "__from_" + feed.source();
      try {
        workspace.engine().define(relation, workspace.select(feed.sql()));
        Map<String, ColumnType> types = new HashMap<>();
        workspace
            .engine()
            .describe(Select.of("select * from " + relation))
            .forEach(column -> types.put(column.name(), column.type()));
        checkColumns(feed, types, faults);
        given.add(new StagingSql.Given(feed.source(), relation, types, feed.units()));
      } catch (Failure.Settings failure) {
        faults.add(feed.file(), failure.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new Failure.Contract(String.join("\n", faults.lines()));
    }
    return given;
  }

  private void checkColumns(Entity.Feed feed, Map<String, ColumnType> types, Faults faults) {
    List<String> known =
        contract.columns().stream()
            .map(Column::name)
            .filter(name -> !name.equals("source"))
            .toList();
    List<String> ofUnits = feed.units().map(Units::columns).orElse(List.of());
    for (String name : ofUnits) {
      if (!types.containsKey(name)) {
        faults.add(
            feed.file(),
            "does not give column '%s', by which source.yml tells its units apart".formatted(name));
      }
    }
    for (String name : types.keySet()) {
      if (!known.contains(name) && !ofUnits.contains(name)) {
        faults.add(
            feed.file(),
            "gives column '%s', which %s does not have%s"
                .formatted(name, contract.name(), Nearest.hint(name, known)));
      }
    }
    for (Check check : contract.checks()) {
      if (check instanceof Check.Required required
          && known.contains(required.column())
          && !types.containsKey(required.column())) {
        faults.add(
            feed.file(),
            "does not give column '%s', which %s must have"
                .formatted(required.column(), contract.name()));
      }
    }
  }
}
