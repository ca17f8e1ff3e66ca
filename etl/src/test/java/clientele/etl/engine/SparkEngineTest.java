package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SparkEngineTest extends EngineSuite {

  private static Engine engine;

  @BeforeAll
  static void open() {
    engine = Engines.open("spark", settings("GB"));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public Engine another(String country) {
    return Engines.open("spark", settings(country));
  }

  @Override
  public String previous(String moment) {
    return moment + " - interval '0.000001' second";
  }

  @Test
  void a_second_master_in_one_process_is_refused() {
    EngineSettings elsewhere =
        new EngineSettings(
            ZoneId.of("UTC"), "GB", Optional.empty(), Optional.empty(), "local[1]", folder);

    assertThatThrownBy(() -> Engines.open("spark", elsewhere))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContainingAll("local[1]", "local[2]");
  }

  /** What Spark cannot do, and DuckDB can. */
  @Test
  void dialect_functions_are_refused_in_the_order_by_of_a_whole_select() {
    assertThatThrownBy(
            () -> engine.show(Select.of("select day from date_series order by day_of(day)"), 1))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("day_of");
  }
}
