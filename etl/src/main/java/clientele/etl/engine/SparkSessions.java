package clientele.etl.engine;

import clientele.failure.Failure;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils$;

/**
 * The sessions of this JVM. Spark has one context in a JVM; it starts with the first session and
 * stops with the last.
 */
final class SparkSessions {

  private static final Object LOCK = new Object();

  private static SparkSession root;
  private static Scratch scratch;
  private static int open;

  private SparkSessions() {}

  static SparkSession open(EngineSettings settings) {
    synchronized (LOCK) {
      if (root == null) {
        start(settings);
      }
      String master = root.sparkContext().master();
      if (!master.equals(settings.sparkMaster())) {
        throw new Failure.Settings(
            "spark.master %s: Spark runs on %s in this process already"
                .formatted(settings.sparkMaster(), master));
      }
      open++;
      return root.newSession();
    }
  }

  static void close() {
    synchronized (LOCK) {
      open--;
      if (open == 0) {
        root.stop();
        root = null;
        // Else the next context would write to this one's folders, which are gone.
        Utils$.MODULE$.clearLocalRootDirs();
        scratch.close();
      }
    }
  }

  private static void start(EngineSettings settings) {
    Scratch folder = Scratch.below(settings.scratch());
    try {
      root = builder(settings, folder.folder().toString()).getOrCreate();
      scratch = folder;
    } catch (RuntimeException e) {
      folder.close();
      throw new Failure.Settings(
          "spark.master %s: Spark does not start there: %s"
              .formatted(settings.sparkMaster(), e.getMessage()));
    }
  }

  private static SparkSession.Builder builder(EngineSettings settings, String folder) {
    boolean isLocal = settings.sparkMaster().startsWith("local");
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("clientele")
            .master(settings.sparkMaster())
            .config("spark.ui.enabled", false)
            .config("spark.local.dir", folder)
            .config("spark.sql.warehouse.dir", folder + "/warehouse")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.timestampType", "TIMESTAMP_NTZ")
            .config("spark.sql.datetime.java8API.enabled", true)
            .config("spark.sql.ansi.enabled", true)
            .config("spark.sql.ansi.doubleQuotedIdentifiers", true)
            .config("spark.sql.parquet.compression.codec", "zstd")
            .config("spark.sql.parquet.fieldId.write.enabled", true)
            .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
            .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
            .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", false);
    if (isLocal) {
      builder
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.driver.host", "127.0.0.1")
          // Of a side so small a hash table is made, and neither side is sorted.
          .config("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", "64m")
          .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors());
    }
    return builder;
  }
}
