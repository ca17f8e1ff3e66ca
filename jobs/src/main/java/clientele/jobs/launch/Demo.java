package clientele.jobs.launch;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.sample.SampleCompany;
import clientele.etl.sample.SampleOptions;
import clientele.etl.sample.SampleTarget;
import clientele.etl.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * The made-up company of the demonstration, day by day. Between the nights it stays in memory: to
 * think it out anew would take longer than a night.
 */
public final class Demo implements AutoCloseable {

  /** The example project that reads the company's systems. */
  public static final String EXAMPLE = "sample";

  // A night runs beside it, on an engine of its own.
  private static final String MEMORY = "25%";

  private final Settings settings;
  private final SampleOptions firstDay;
  private final LocalDate lastDay;
  private final SampleTarget target;
  private Engine engine;
  private SampleCompany company;

  /**
   * @param customers how many have come until the first day
   */
  public Demo(
      Settings settings,
      long seed,
      int customers,
      LocalDate firstDay,
      LocalDate lastDay,
      SampleTarget target) {
    this.settings = settings;
    this.firstDay = SampleOptions.ofThreeYears(seed, customers, firstDay);
    this.lastDay = lastDay;
    this.target = target;
  }

  /** Lets the company live until the end of a day; on its first day it is founded anew. */
  public void live(LocalDate day) {
    if (day.equals(firstDay.until())) {
      company().create(firstDay);
    } else {
      company().advance(day);
    }
  }

  private SampleCompany company() {
    if (company == null) {
      Path project = settings.project();
      Path scratch = settings.path("warehouse.location").resolve("scratch").resolve("demo");
      engine = Engines.open("duckdb", EngineSettings.defaults(scratch).withMemoryLimit(MEMORY));
      company = new SampleCompany(engine, target, project.resolve("truths"), lastDay);
    }
    return company;
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
    }
  }
}
