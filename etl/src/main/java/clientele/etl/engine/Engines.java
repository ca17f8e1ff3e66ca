package clientele.etl.engine;

import clientele.failure.Failure;
import java.lang.reflect.InvocationTargetException;

/** Opens engines by name. */
public final class Engines {

  private static final String SPARK = "clientele.etl.engine.SparkEngine";

  private Engines() {}

  /**
   * Opens {@code duckdb} or {@code spark}. Spark's classes are touched only when it is asked for.
   */
  public static Engine open(String name, EngineSettings settings) {
    return switch (name) {
      case "duckdb" -> new DuckDbEngine(settings);
      case "spark" -> openSpark(settings);
      default -> throw new Failure.Settings("unknown engine '%s': duckdb or spark".formatted(name));
    };
  }

  private static Engine openSpark(EngineSettings settings) {
    try {
      return (Engine)
          Class.forName(SPARK).getConstructor(EngineSettings.class).newInstance(settings);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      } else if (e.getCause() instanceof NoClassDefFoundError) {
        throw sparkIsMissing();
      }
      throw new Failure.Engine("Spark does not start: " + e.getCause(), e.getCause());
    } catch (NoClassDefFoundError | ReflectiveOperationException e) {
      throw sparkIsMissing();
    }
  }

  private static Failure sparkIsMissing() {
    return new Failure.Settings(
        "engine spark: Spark's classes are not here; put the jars of the Spark distribution into"
            + " the folder lib/spark of this program, or set engine to duckdb");
  }
}
