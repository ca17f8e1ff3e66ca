package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came from a source, on disk.
 *
 * @param rows Parquet files of the rows that fit
 * @param quarantine Parquet files of those that do not
 * @param read rows that the source gave
 * @param quarantined rows among them that do not fit
 * @param withoutKey quarantined rows of which nobody can tell the key
 * @param watermark the highest of the rows that fit
 */
record Landed(
    List<Path> rows,
    List<Path> quarantine,
    long read,
    long quarantined,
    long withoutKey,
    Optional<String> watermark) {

  /** Both together; the watermark stays that of this one. */
  Landed plus(Landed other) {
    return new Landed(
        Stream.concat(rows.stream(), other.rows.stream()).toList(),
        Stream.concat(quarantine.stream(), other.quarantine.stream()).toList(),
        read + other.read,
        quarantined + other.quarantined,
        withoutKey + other.withoutKey,
        watermark);
  }

  /**
   * @param type of the watermark; empty for a table without one
   */
  static Landed together(List<Landed> parts, Optional<ColumnType> type) {
    List<Path> rows = new ArrayList<>();
    List<Path> quarantine = new ArrayList<>();
    Optional<String> watermark = Optional.empty();
    for (Landed part : parts) {
      rows.addAll(part.rows());
      quarantine.addAll(part.quarantine());
      watermark = Watermarks.highest(type, watermark, part.watermark());
    }
    return new Landed(
        rows,
        quarantine,
        parts.stream().mapToLong(Landed::read).sum(),
        parts.stream().mapToLong(Landed::quarantined).sum(),
        parts.stream().mapToLong(Landed::withoutKey).sum(),
        watermark);
  }

  Landed withWatermark(Optional<String> other) {
    return new Landed(rows, quarantine, read, quarantined, withoutKey, other);
  }
}
