package clientele.etl;

import clientele.etl.extract.SourceDefinition;
import clientele.etl.model.Entity;
import clientele.etl.model.Model;
import clientele.etl.model.Models;
import clientele.etl.model.Units;
import clientele.failure.Failure;
import clientele.schema.Check;
import clientele.schema.Layer;
import clientele.schema.TableContract;
import clientele.yaml.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the warehouse that a run makes: everything, or the named tables with all that they
 * are made from.
 */
record Selection(List<SourceDefinition> sources, List<Entity> entities, List<Model> models) {

  /**
   * Resolves a selection. Entities stand behind those that they look into.
   *
   * @param select names of tables parted by commas; empty for everything
   * @throws Failure.Settings with every name that is no table
   */
  static Selection of(Models models, List<SourceDefinition> sources, Optional<String> select) {
    Set<String> wanted = select.map(names -> closure(models, names)).orElse(null);
    List<Entity> entities = new ArrayList<>();
    for (TableContract contract : models.contracts().all()) {
      if (contract.layer() == Layer.STAGING && isWanted(wanted, contract.name())) {
        entities.add(entity(models, contract, sources));
      }
    }
    entities.sort(Comparator.comparing(entity -> !entity.lookups().isEmpty()));
    return new Selection(
        sources,
        List.copyOf(entities),
        models.inOrder().stream().filter(model -> isWanted(wanted, model.name())).toList());
  }

  private static boolean isWanted(Set<String> wanted, String name) {
    return wanted == null || wanted.contains(name);
  }

  private static Set<String> closure(Models models, String names) {
    Set<String> wanted = new LinkedHashSet<>();
    List<String> faults = new ArrayList<>();
    List<String> known = models.contracts().all().stream().map(TableContract::name).toList();
    for (String name : names.split(",")) {
      if (known.contains(name.strip())) {
        addWithInputs(models, name.strip(), wanted);
      } else {
        faults.add("--select: no table '%s'%s".formatted(name.strip(), Nearest.hint(name, known)));
      }
    }
    if (!faults.isEmpty()) {
      throw new Failure.Settings(faults);
    }
    return wanted;
  }

  /** With a table come those it is made from, and those that its checks look its keys up in. */
  private static void addWithInputs(Models models, String name, Set<String> wanted) {
    if (wanted.add(name)) {
      for (Check check : models.contracts().require(name).checks()) {
        if (check instanceof Check.References references) {
          addWithInputs(models, references.table(), wanted);
        } else if (check instanceof Check.LookedUpTruth truth) {
          addWithInputs(models, truth.table(), wanted);
        }
      }
      models
          .find(name)
          .ifPresent(
              model -> model.inputs().forEach(input -> addWithInputs(models, input, wanted)));
    }
  }

  /** Whether a run of this selection makes the table; those about the run itself always are. */
  boolean makes(TableContract contract) {
    return Models.isAboutRuns(contract)
        || entities.stream().anyMatch(entity -> entity.contract().equals(contract))
        || models.stream().anyMatch(model -> model.name().equals(contract.name()));
  }

  private static Entity entity(
      Models models, TableContract contract, List<SourceDefinition> sources) {
    String name = contract.name().substring(Layer.STAGING.prefix().length());
    List<Entity.Feed> feeds = new ArrayList<>();
    for (SourceDefinition source : sources) {
      Path file = source.entities().get(name);
      if (file != null) {
        feeds.add(
            new Entity.Feed(
                source.name(),
                "sources/%s/%s.sql".formatted(source.name(), name),
                text(file),
                units(source, name)));
      }
    }
    List<TableContract> lookups =
        contract.lookups().stream()
            .map(Check.LookedUpTruth::table)
            .map(models.contracts()::require)
            .toList();
    return new Entity(contract, lookups, List.copyOf(feeds));
  }

  private static Optional<Units> units(SourceDefinition source, String entity) {
    return Optional.ofNullable(source.units().get(entity))
        .map(
            units -> {
              Map<String, List<String>> relations = new LinkedHashMap<>();
              units
                  .tables()
                  .forEach(
                      (table, columns) -> relations.put(source.name() + "__" + table, columns));
              return new Units(units.columns(), relations);
            });
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
