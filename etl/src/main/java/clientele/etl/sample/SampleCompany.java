package clientele.etl.sample;

import clientele.etl.engine.Engine;
import clientele.failure.Failure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The made-up company: its operational databases, and the truths behind them as files. Needs the
 * DuckDB engine.
 */
public final class SampleCompany {

  private final Engine engine;
  private final SampleTarget target;
  private final Path truths;
  private final LocalDate horizon;
  private Optional<World> world = Optional.empty();

  /**
   * @param truths folder for the files that say what is planted; made where it is missing
   */
  public SampleCompany(Engine engine, SampleTarget target, Path truths) {
    this(engine, target, truths, LocalDate.MIN);
  }

  /**
   * @param engine of this company alone: what happens until the horizon is thought out once and
   *     kept there
   * @param horizon the last day that the company is going to be brought forward to
   */
  public SampleCompany(Engine engine, SampleTarget target, Path truths, LocalDate horizon) {
    this.engine = engine;
    this.target = target;
    this.truths = truths;
    this.horizon = horizon;
  }

  /** The operational systems, each a database or a schema of its own. */
  public static List<String> systems() {
    return SampleTable.SYSTEMS;
  }

  /**
   * Makes the company as of its {@code until} day, in place of a sample company that is there.
   * Other tables are never replaced.
   */
  public void create(SampleOptions options) {
    refuseForeignTables();
    World world = world(options);
    List<TableFill> fills =
        SampleTable.ALL.stream()
            .map(table -> TableFill.of(engine, table, world.rows(table, options.until())))
            .toList();
    SampleTable.SYSTEMS.parallelStream().forEach(system -> create(system, fills, options));
    Truths.write(engine, world, options.until(), truths);
  }

  private void create(String system, List<TableFill> fills, SampleOptions options) {
    try (SampleDatabase database = SampleDatabase.open(target, system)) {
      database.createSchema();
      SampleState.create(database);
      fills.stream()
          .filter(fill -> fill.table().system().equals(system))
          .forEach(fill -> fill.create(database));
      SampleState.write(database, options);
      database.commit();
    }
  }

  private World world(SampleOptions options) {
    LocalDate end = options.until().isBefore(horizon) ? horizon : options.until();
    SampleOptions whole = options.until(end);
    World known =
        world.filter(made -> made.shows(whole)).orElseGet(() -> World.make(engine, whole));
    world = Optional.of(known);
    return known;
  }

  private void refuseForeignTables() {
    List<String> faults = new ArrayList<>();
    for (String system : SampleTable.SYSTEMS) {
      try (SampleDatabase database = SampleDatabase.open(target, system)) {
        if (database.findState().isEmpty()) {
          SampleTable.of(system).stream()
              .map(SampleTable::name)
              .filter(database::has)
              .map(
                  table ->
                      ("%s has a table %s that is not the sample company's; choose another"
                              + " place for it")
                          .formatted(system, table))
              .forEach(faults::add);
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new Failure.Settings(faults);
    }
  }

  /**
   * Brings the company to the end of a later day: what happened since then is inserted, updated and
   * deleted. A system that is there already stays as it is, so that a broken run can be repeated.
   */
  public void advance(LocalDate until) {
    List<SampleOptions> states = SampleTable.SYSTEMS.stream().map(this::state).toList();
    SampleOptions company = states.get(0).until(until);
    refuseOtherCompanies(states, company);
    World world = world(company);
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i).until().isBefore(until)) {
        advance(world, SampleTable.SYSTEMS.get(i), states.get(i).until(), company);
      }
    }
    Truths.write(engine, world, until, truths);
  }

  private SampleOptions state(String system) {
    try (SampleDatabase database = SampleDatabase.open(target, system)) {
      Optional<SampleOptions> state = database.findState();
      return state.orElseThrow(
          () ->
              new Failure.Settings(
                  "system %s has no sample company to bring forward; create it first"
                      .formatted(system)));
    }
  }

  private static void refuseOtherCompanies(List<SampleOptions> states, SampleOptions company) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      SampleOptions state = states.get(i);
      String system = SampleTable.SYSTEMS.get(i);
      if (!state.until(company.until()).equals(company)) {
        faults.add("system %s holds another sample company; create all anew".formatted(system));
      } else if (state.until().isAfter(company.until())) {
        faults.add(
            ("system %s is at %s already, which is after %s; give a later day, or create the"
                    + " company anew")
                .formatted(system, state.until(), company.until()));
      }
    }
    if (!faults.isEmpty()) {
      throw new Failure.Settings(faults);
    }
  }

  private void advance(World world, String system, LocalDate before, SampleOptions after) {
    try (SampleDatabase database = SampleDatabase.open(target, system)) {
      for (SampleTable table : SampleTable.of(system)) {
        new TableAdvance(engine, database, table)
            .advance(world.rows(table, before), world.rows(table, after.until()));
      }
      SampleState.write(database, after);
      database.commit();
    }
  }
}
