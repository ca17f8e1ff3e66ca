package clientele.etl.extract;

import java.time.LocalDate;

/**
 * The run that an extraction belongs to.
 *
 * @param allowEmpty whether a table that became empty at the source may empty ours
 */
public record ExtractRun(LocalDate businessDate, String runId, String branch, boolean allowEmpty) {}
