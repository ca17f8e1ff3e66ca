package clientele.jobs.launch;

import clientele.etl.RunRequest;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A night that is asked for.
 *
 * @param select names of tables parted by commas; empty for everything
 * @param allowEmpty whether an empty table may replace a full one
 */
public record NightOrder(LocalDate date, Optional<String> select, boolean allowEmpty) {

  RunRequest request(String runId) {
    return new RunRequest(date, runId, runId, allowEmpty, select);
  }
}
