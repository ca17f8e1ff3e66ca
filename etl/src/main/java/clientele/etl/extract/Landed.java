package clientele.etl.extract;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What came from a source, on disk.
 *
 * @param rows Parquet file of the rows that fit
 * @param quarantine Parquet file of those that do not
 * @param read rows that the source gave
 * @param quarantined rows among them that do not fit
 * @param withoutKey quarantined rows of which nobody can tell the key
 * @param watermark the highest of the rows that fit
 */
record Landed(
    Path rows,
    Path quarantine,
    long read,
    long quarantined,
    long withoutKey,
    Optional<String> watermark) {}
