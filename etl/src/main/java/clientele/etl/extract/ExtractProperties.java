package clientele.etl.extract;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a commit to a raw table remembers of the extraction that made it. */
final class ExtractProperties {

  static final String WATERMARK = "watermark";
  private static final String BUSINESS_DATE = "business_date";

  private ExtractProperties() {}

  static Map<String, String> of(TableExtract extract, ExtractRun run) {
    Map<String, String> properties = new HashMap<>();
    properties.put("step", "extract");
    properties.put("run_id", run.runId());
    properties.put(BUSINESS_DATE, run.businessDate().toString());
    properties.put("read", Long.toString(extract.read()));
    properties.put("loaded", Long.toString(extract.loaded()));
    properties.put("unchanged", Long.toString(extract.unchanged()));
    properties.put("quarantined", Long.toString(extract.quarantined()));
    properties.put("deleted", Long.toString(extract.deleted()));
    extract.watermark().ifPresent(text -> properties.put(WATERMARK, text));
    return properties;
  }

  static TableExtract read(String source, String table, Map<String, String> properties) {
    return new TableExtract(
        source,
        table,
        count(properties, "read"),
        count(properties, "loaded"),
        count(properties, "unchanged"),
        count(properties, "quarantined"),
        count(properties, "deleted"),
        Optional.ofNullable(properties.get(WATERMARK)));
  }

  private static long count(Map<String, String> properties, String name) {
    return Long.parseLong(properties.get(name));
  }

  static Optional<LocalDate> businessDate(Map<String, String> properties) {
    return Optional.ofNullable(properties.get(BUSINESS_DATE)).map(LocalDate::parse);
  }
}
