package clientele.etl.extract;

import java.nio.file.Path;

/**
 * What came from a source, on disk.
 *
 * @param rows Parquet file of the rows that fit
 * @param quarantine Parquet file of those that do not
 * @param read rows that the source gave
 * @param quarantined rows among them that do not fit
 * @param withoutKey quarantined rows of which nobody can tell the key
 */
record Landed(Path rows, Path quarantine, long read, long quarantined, long withoutKey) {}
