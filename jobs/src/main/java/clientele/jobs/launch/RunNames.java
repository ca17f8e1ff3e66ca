package clientele.jobs.launch;

import clientele.jobs.job.NightlyJob;
import clientele.jobs.job.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Names a run, which is also its branch in the store. A run that failed or died goes on under its
 * name; one that broke a contract begins anew under the next, for its rows are what was refused.
 */
final class RunNames {

  private RunNames() {}

  /**
   * @param attempts at the night, newest first
   */
  static String of(NightOrder order, List<Run> attempts) {
    if (attempts.isEmpty()) {
      return base(order);
    } else if (!attempts.get(0).brokeContract()) {
      return attempts.get(0).runId();
    }
    long names = attempts.stream().map(Run::runId).distinct().count();
    return "%s-%d".formatted(base(order), names + 1);
  }

  /**
   * Names a rebuild: one that was killed or interrupted goes on under its name, any other begins
   * anew.
   *
   * @param attempts at rebuilds of the date, newest first
   */
  static String ofRebuild(NightOrder order, List<Run> attempts) {
    String base = base(NightlyJob.REBUILD, order);
    boolean goesOn =
        !attempts.isEmpty()
            && attempts.get(0).state() != Run.State.DONE
            && !attempts.get(0).brokeContract();
    if (goesOn) {
      return attempts.get(0).runId();
    }
    return "%s-%d".formatted(base, attempts.stream().map(Run::runId).distinct().count() + 1);
  }

  private static String base(NightOrder order) {
    return base(NightlyJob.NAME, order);
  }

  private static String base(String job, NightOrder order) {
    String night = "%s-%s".formatted(job, order.date());
    return order.select().map(tables -> night + "-" + checksum(tables)).orElse(night);
  }

  private static String checksum(String tables) {
    CRC32 checksum = new CRC32();
    checksum.update(tables.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(checksum.getValue());
  }
}
