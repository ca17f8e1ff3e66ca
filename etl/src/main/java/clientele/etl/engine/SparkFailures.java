package clientele.etl.engine;

import clientele.failure.Failure;
import java.util.concurrent.Callable;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Tells from Spark's exceptions what kind of failure it is. */
final class SparkFailures {

  private SparkFailures() {}

  static <T> T guard(Callable<T> work) {
    try {
      return work.call();
    } catch (Failure failure) {
      throw failure;
    } catch (Exception e) {
      throw of(e);
    }
  }

  private static Failure of(Exception exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      String message = firstLine(cause);
      if (cause instanceof OutOfMemoryError) {
        return new Failure.Engine(
            "Spark ran out of memory; raise spark.driver_memory: " + message, exception);
      } else if (cause instanceof AnalysisException) {
        return new Failure.Settings("the SQL was refused: " + message);
      } else if (cause instanceof SparkThrowable spark && isData(spark)) {
        return new Failure.Contract("a value was refused: " + message);
      }
    }
    return new Failure.Engine("Spark failed: " + firstLine(exception), exception);
  }

  /** SQL states of class 22 are data exceptions. */
  private static boolean isData(SparkThrowable spark) {
    return spark.getSqlState() != null && spark.getSqlState().startsWith("22");
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.strip().lines().findFirst().orElse("");
  }
}
