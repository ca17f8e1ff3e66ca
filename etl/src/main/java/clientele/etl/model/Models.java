package clientele.etl.model;

import clientele.schema.Column;
import clientele.schema.ContractReader;
import clientele.schema.Contracts;
import clientele.schema.Dictionary;
import clientele.schema.Driver;
import clientele.schema.Layer;
import clientele.schema.ResourceFolder;
import clientele.schema.TableContract;
import clientele.yaml.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All models: those that come with the program, and those of the project's folder {@code models},
 * where {@code <name>.yml} is the contract and {@code <name>.sql} the body; one of the project
 * replaces one of the program with the same name.
 */
public final class Models {

  /** Where a project's own tables stand among the layers. */
  private static final String PROJECT_FOLDER = "reports/project";

  private static final String RUNNING_FOLDER = "/running";

  private final Contracts contracts;
  private final Map<String, Model> byName;

  private Models(Contracts contracts, Map<String, Model> byName) {
    this.contracts = contracts;
    this.byName = byName;
  }

  /** Reads all models; raises every fault at once. */
  public static Models read(Path project) {
    Faults faults = new Faults();
    Map<String, String> bodies = new TreeMap<>();
    ResourceFolder.read(Models.class, "models")
        .forEach((path, sql) -> bodies.put(baseName(path, ".sql"), sql));
    List<TableContract> own = new ArrayList<>();
    readProject(project.resolve("models"), own, bodies, faults);
    Contracts contracts = Contracts.builtIn().with(own);
    Map<String, Model> models = new TreeMap<>();
    Set<String> known =
        contracts.all().stream().map(TableContract::name).collect(Collectors.toSet());
    for (TableContract contract : contracts.all()) {
      if (contract.layer() == Layer.STAGING || isAboutRuns(contract)) {
        continue;
      }
      model(contract, bodies.remove(contract.name()), known)
          .ifPresentOrElse(
              model -> {
                checkDriver(model, contracts, faults);
                models.put(model.name(), model);
              },
              () ->
                  faults.add(
                      contract.name(),
                      "has a contract but neither models/**/%s.sql nor class %s"
                          .formatted(contract.name(), analysisClass(contract.name()))));
    }
    bodies.keySet().forEach(name -> faults.add(name, "has a .sql file but no contract"));
    faults.raise();
    return new Models(contracts, inOrder(models));
  }

  /**
   * Whether a table is about the run itself, what it did and what it told people: the machine
   * writes it in every run, so it has a contract and no body of its own.
   */
  public static boolean isAboutRuns(TableContract contract) {
    return contract.folder().endsWith(RUNNING_FOLDER);
  }

  private static void checkDriver(Model model, Contracts contracts, Faults faults) {
    TableContract contract = model.contract();
    Optional<Driver> given = contract.driver();
    if (given.isEmpty()) {
      return;
    }
    Driver driver = given.get();
    Optional<TableContract> table =
        contracts.all().stream().filter(other -> other.name().equals(driver.table())).findFirst();
    if (table.isEmpty()) {
      faults.add(contract.name(), "driver: there is no table '%s'".formatted(driver.table()));
      return;
    }
    if (!(model instanceof Model.SqlModel sql)
        || SqlNames.mentioned(sql.sql(), Set.of(driver.relation(model.name()))).isEmpty()) {
      faults.add(
          contract.name(),
          "driver: the SQL does not read '%s'".formatted(driver.relation(model.name())));
    }
    driver.follows().keySet().stream()
        .filter(name -> !model.inputs().contains(name))
        .sorted()
        .forEach(
            name ->
                faults.add(
                    contract.name(),
                    "driver: follows '%s', which it does not read".formatted(name)));
    List<String> columns = contract.columns().stream().map(Column::name).toList();
    table.get().key().stream()
        .filter(name -> !columns.contains(name))
        .forEach(
            name ->
                faults.add(
                    contract.name(),
                    "driver: lacks column '%s' of the key of %s".formatted(name, driver.table())));
  }

  private static Optional<Model> model(TableContract contract, String sql, Set<String> known) {
    if (sql != null) {
      Set<String> inputs = new LinkedHashSet<>(SqlNames.mentioned(sql, known));
      boolean readsItself = inputs.remove(contract.name());
      contract.driver().ifPresent(driver -> inputs.add(driver.table()));
      return Optional.of(new Model.SqlModel(contract, sql, inputs, readsItself));
    }
    try {
      return Optional.of(
          new Model.JavaModel(
              contract,
              (Analysis)
                  Class.forName(analysisClass(contract.name()))
                      .getDeclaredConstructor()
                      .newInstance()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String analysisClass(String table) {
    StringBuilder name = new StringBuilder("clientele.etl.model.analysis.");
    for (String word : table.split("_")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private static void readProject(
      Path folder, List<TableContract> contracts, Map<String, String> bodies, Faults faults) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    ContractReader reader = new ContractReader(faults);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".yml")) {
          reader.read(PROJECT_FOLDER, name, Files.readString(file)).ifPresent(contracts::add);
        } else if (name.endsWith(".sql")) {
          bodies.put(baseName(name, ".sql"), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String baseName(String path, String ending) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }

  /** Inputs before those who read them; among equals by name. */
  private static Map<String, Model> inOrder(Map<String, Model> models) {
    Map<String, Model> ordered = new LinkedHashMap<>();
    Set<String> open = new LinkedHashSet<>();
    models.values().forEach(model -> place(model, models, ordered, open));
    return ordered;
  }

  private static void place(
      Model model, Map<String, Model> models, Map<String, Model> ordered, Set<String> open) {
    if (ordered.containsKey(model.name())) {
      return;
    }
    if (!open.add(model.name())) {
      throw new IllegalStateException(
          "these models read each other in a circle: "
              + String.join(" -> ", open)
              + " -> "
              + model.name());
    }
    model.inputs().stream()
        .sorted()
        .filter(models::containsKey)
        .forEach(input -> place(models.get(input), models, ordered, open));
    open.remove(model.name());
    ordered.put(model.name(), model);
  }

  /** Inputs before those who read them. */
  public List<Model> inOrder() {
    return List.copyOf(byName.values());
  }

  public Optional<Model> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The contracts of all tables, staging and running ones included. */
  public Contracts contracts() {
    return contracts;
  }

  /** The pages of the data dictionary by file name: one a table, and {@code index.md}. */
  public Map<String, String> dictionary() {
    Map<String, String> pages = new TreeMap<>();
    pages.put("index.md", Dictionary.index(contracts.all()));
    for (TableContract contract : contracts.all()) {
      pages.put(dictionaryPage(contract.name()), Dictionary.page(contract, reads(contract)));
    }
    return pages;
  }

  /** The file name of a table's page. */
  public static String dictionaryPage(String table) {
    return table + ".md";
  }

  private List<String> reads(TableContract contract) {
    return find(contract.name()).stream()
        .flatMap(model -> model.inputs().stream())
        .sorted()
        .toList();
  }

  /** The entities that a source may deliver: the staging contracts without their prefix. */
  public Set<String> entities() {
    return contracts.all().stream()
        .filter(contract -> contract.layer() == Layer.STAGING)
        .map(contract -> contract.name().substring(Layer.STAGING.prefix().length()))
        .collect(Collectors.toSet());
  }
}
