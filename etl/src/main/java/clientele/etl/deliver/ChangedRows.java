package clientele.etl.deliver;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The rows of a list that are others than those of an earlier publication. */
final class ChangedRows {

  private record SegmentChange(
      String change,
      String personId,
      String accounts,
      String name,
      String email,
      String phone,
      String segment,
      String valueTier,
      LocalDate lastOrderDate,
      Long orderDays,
      BigDecimal revenue,
      BigDecimal expectedRevenueNextYear,
      String reason) {}

  private record OfferChange(
      String change,
      String personId,
      String accounts,
      String name,
      String email,
      String phone,
      int place,
      String productId,
      String productName,
      BigDecimal probability,
      BigDecimal expectedRevenue,
      BigDecimal expectedMargin,
      String reason) {}

  private record AdviceChange(
      String change,
      String personId,
      String accounts,
      String name,
      String email,
      String phone,
      String evidence,
      String campaignName,
      String arm,
      BigDecimal revenueEffect,
      BigDecimal revenueEffectLow,
      BigDecimal revenueEffectHigh,
      BigDecimal costPerPerson,
      String reason) {}

  private record OccasionChange(
      String change,
      String personId,
      String accounts,
      String name,
      String email,
      String phone,
      String occasion,
      String relation,
      String whom,
      LocalDate occasionDate,
      Integer years,
      LocalDate contactDate,
      LocalDate lastOrderDate,
      BigDecimal lastOrderAmount,
      String lastOrderProduct,
      String offer,
      String reason) {}

  private final Engine engine;
  private final Map<String, Object> parameters;
  private final Map<String, Long> rowsByChange = new HashMap<>();

  /**
   * @param engine with the people and offers of both publications
   * @param parameters of the newer one
   */
  ChangedRows(Engine engine, Map<String, Object> parameters) {
    this.engine = engine;
    this.parameters = parameters;
  }

  /** Writes the rows. */
  void write(ListKind kind, Path file, Words words) {
    ListFile target = new ListFile(file, words);
    if (kind instanceof ListKind.Segment segment) {
      Select changes = select("segment_changes.sql", Map.of("segment", segment.segment()));
      target.write(
          SegmentChange.class, rows -> scan(changes, SegmentChange.class, rows, r -> r.change));
    } else if (kind instanceof ListKind.Advised advised) {
      Select changes = select("campaign_changes.sql", Map.of("advice", advised.advice()));
      target.write(
          AdviceChange.class, rows -> scan(changes, AdviceChange.class, rows, r -> r.change));
    } else if (kind instanceof ListKind.Occasions) {
      Select changes = select("occasion_changes.sql", parameters);
      target.write(
          OccasionChange.class, rows -> scan(changes, OccasionChange.class, rows, r -> r.change));
    } else {
      Select changes = select("offer_changes.sql", Map.of());
      target.write(
          OfferChange.class, rows -> scan(changes, OfferChange.class, rows, r -> r.change));
    }
  }

  private static Select select(String resource, Map<String, Object> parameters) {
    return new Select(Lists.resource(resource), parameters);
  }

  long count(String change) {
    return rowsByChange.getOrDefault(change, 0L);
  }

  private <R extends Record> void scan(
      Select changes, Class<R> type, Consumer<R> rows, Function<R, String> change) {
    engine.scan(
        changes,
        type,
        row -> {
          rowsByChange.merge(change.apply(row), 1L, Long::sum);
          rows.accept(row);
        });
  }
}
