package clientele.etl;

import java.util.Map;

/**
 * What a step did.
 *
 * @param read rows that came in
 * @param written rows that went out
 * @param counts more numbers by name, such as {@code quarantined}
 * @param note what a person should know, empty for nothing; further lines tell how it was done, to
 *     those who look at the step
 * @param wasDone whether an earlier attempt of this run had done it already
 */
public record StepResult(
    long read, long written, Map<String, Long> counts, String note, boolean wasDone) {

  public StepResult {
    counts = Map.copyOf(counts);
  }
}
