package clientele.etl.engine;

import java.time.Instant;
import java.time.LocalDate;

/** Which publication a published file is of. */
public record PublishedStamp(long id, LocalDate asOf, String runId, Instant publishedAt) {}
