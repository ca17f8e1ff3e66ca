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

/** The made-up company of the demonstration, day by day. */
public final class Demo {

  /** The example project that reads the company's systems. */
  public static final String EXAMPLE = "sample";

  private final Settings settings;
  private final SampleOptions firstDay;

  /**
   * @param customers how many have come until the first day
   */
  public Demo(Settings settings, long seed, int customers, LocalDate firstDay) {
    this.settings = settings;
    this.firstDay = SampleOptions.ofThreeYears(seed, customers, firstDay);
  }

  /** Lets the company live until the end of a day; on its first day it is founded anew. */
  public void live(LocalDate day) {
    Path project = settings.project();
    Path scratch = settings.path("warehouse.location").resolve("scratch").resolve("demo");
    try (Engine engine = Engines.open("duckdb", EngineSettings.defaults(scratch))) {
      SampleCompany company =
          new SampleCompany(
              engine,
              new SampleTarget.SqliteFolder(project.resolve("data")),
              project.resolve("truths"));
      if (day.equals(firstDay.until())) {
        company.create(firstDay);
      } else {
        company.advance(day);
      }
    }
  }
}
