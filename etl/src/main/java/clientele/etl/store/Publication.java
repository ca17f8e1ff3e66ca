package clientele.etl.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * One consistent set of tables that readers see.
 *
 * @param id counts up from 1
 * @param asOf the business date it was computed for
 * @param snapshots the snapshot of every table, raw ones included
 */
public record Publication(
    long id, String runId, LocalDate asOf, Instant publishedAt, Map<TableName, Long> snapshots) {}
