package clientele.etl.model;

import clientele.schema.Contracts;
import clientele.schema.Driver;
import clientele.schema.Layer;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Finds how much of a model's table a run must make. */
final class ModelPlan {

  private final Workspace workspace;
  private final Contracts contracts;
  private final Model model;
  private final TableContract contract;
  private final Map<String, FileChange> changes = new LinkedHashMap<>();
  private Extent extent;

  ModelPlan(Workspace workspace, Contracts contracts, Model model) {
    this.workspace = workspace;
    this.contracts = contracts;
    this.model = model;
    this.contract = model.contract();
  }

  Extent extent() {
    if (extent == null) {
      extent = reasonForFull().map(Extent::full).orElseGet(this::partial);
    }
    return extent;
  }

  /** How inputs differ from what the published table was made from. */
  Map<String, FileChange> changes() {
    return changes;
  }

  /** What the commit is to remember; nothing where nobody could go on from it. */
  Map<String, String> properties() {
    Map<String, Long> inputs = new LinkedHashMap<>();
    for (String input : model.inputs()) {
      OptionalLong snapshot = workspace.snapshot(contracts.require(input));
      snapshot.ifPresent(id -> inputs.put(input, id));
    }
    return workspace.isGround()
            && model instanceof Model.SqlModel sql
            && inputs.size() == model.inputs().size()
        ? Recipe.properties(madeBy(sql), workspace.parameters().get("as_of"), inputs, Map.of())
        : Map.of();
  }

  /**
   * Whether rows that are made anew may well be those that are there. Of what depends on the date
   * that is seldom so, but in the star, and not worth a comparison; a rebuild must not take over
   * what it proves.
   */
  boolean isLikelyTheSame() {
    return workspace.madeWhole().isEmpty()
        && contract.kind() != TableKind.SNAPSHOT
        && (contract.layer() == Layer.STAR
            || !(model instanceof Model.SqlModel sql && isDated(sql)));
  }

  private String madeBy(Model.SqlModel sql) {
    return Recipe.digest(
        List.of(workspace.engine().name(), contract, sql.sql(), workspace.settings()));
  }

  private Optional<String> reasonForFull() {
    Optional<String> all = workspace.madeWhole().map(MadeWhole::reason);
    if (all.isPresent()) {
      return all;
    } else if (contract.kind() == TableKind.SNAPSHOT) {
      return Optional.of("each night has rows of its own");
    } else if (model instanceof Model.SqlModel sql) {
      return reasonForFull(sql);
    }
    return Optional.of("computed anew each night");
  }

  private Optional<String> reasonForFull(Model.SqlModel sql) {
    Map<String, String> made = workspace.properties(contract);
    List<Supplier<Optional<String>>> reasons =
        List.of(
            () -> when(workspace.snapshot(contract).isEmpty(), "there is nothing yet"),
            () -> when(isDated(sql), "depends on the business date"),
            () -> when(sql.readsItself(), "goes on from its own rows"),
            () -> when(!Recipe.isKnown(made), "nothing is known of how it was made"),
            () -> when(!Recipe.isMadeBy(made, madeBy(sql)), "SQL, contract or settings changed"),
            () ->
                when(
                    !Recipe.isNotAfter(made, (LocalDate) workspace.parameters().get("as_of")),
                    "the business date went back"),
            () -> changed(made));
    return reasons.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
  }

  /** Rows may carry the run that made them where that column is volatile. */
  private boolean isDated(Model.SqlModel sql) {
    boolean isSigned =
        contract.columns().stream()
            .anyMatch(column -> column.name().equals("run_id") && column.isVolatile());
    return isSigned ? Recipe.isDatedButForRun(sql.sql()) : Recipe.isDated(sql.sql());
  }

  private static Optional<String> when(boolean condition, String reason) {
    return condition ? Optional.of(reason) : Optional.empty();
  }

  private Optional<String> changed(Map<String, String> made) {
    Map<String, Long> inputs = Recipe.inputs(made);
    if (!inputs.keySet().equals(new TreeSet<>(model.inputs()))) {
      return Optional.of("it reads other tables than before");
    }
    List<String> notFollowed = new ArrayList<>();
    for (Map.Entry<String, Long> input : inputs.entrySet()) {
      TableContract table = contracts.require(input.getKey());
      Optional<FileChange> change = workspace.since(table, input.getValue());
      if (change.isEmpty()) {
        return Optional.of("what it was made from has expired: " + input.getKey());
      } else if (!change.get().isEmpty()) {
        changes.put(input.getKey(), change.get());
        if (!isFollowed(input.getKey()) && differs(table, change.get())) {
          notFollowed.add(input.getKey());
        }
      }
    }
    return notFollowed.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", notFollowed) + " changed");
  }

  private boolean isFollowed(String input) {
    return contract
        .driver()
        .filter(driver -> driver.table().equals(input) || driver.follows().containsKey(input))
        .isPresent();
  }

  /** A small table that was made anew from changed inputs is often the same again. */
  private boolean differs(TableContract table, FileChange change) {
    if (contract.driver().isEmpty()) {
      return true;
    }
    boolean isDifferent = new TableDifference(workspace, contract.name(), table, change).isAny();
    if (!isDifferent) {
      changes.remove(table.name());
    }
    return isDifferent;
  }

  private Extent partial() {
    return changes.isEmpty()
        ? Extent.unchanged("nothing that it is made from changed")
        : Extent.changes(String.join(", ", changes.keySet()) + " changed");
  }

  Driver driver() {
    return contract.driver().orElseThrow();
  }
}
