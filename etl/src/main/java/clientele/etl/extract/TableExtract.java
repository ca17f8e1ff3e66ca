package clientele.etl.extract;

import java.util.Optional;

/**
 * What the extraction of one source table did; {@code read = loaded + unchanged + quarantined}.
 *
 * @param read rows that the source gave
 * @param loaded new or changed, appended to the raw table
 * @param unchanged the raw table had them already, just so
 * @param quarantined refused with a reason
 * @param deleted rows that the source no longer has, marked so in the raw table
 * @param watermark up to where the source is read now, as text; empty for tables without one
 */
public record TableExtract(
    String source,
    String table,
    long read,
    long loaded,
    long unchanged,
    long quarantined,
    long deleted,
    Optional<String> watermark) {}
