package clientele.etl;

import clientele.etl.engine.Select;
import clientele.failure.Failure;
import clientele.schema.Layer;
import clientele.schema.TableContract;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Asks whether the business date fits the rows there are. */
final class DateCheck {

  private final Night night;

  DateCheck(Night night) {
    this.night = night;
  }

  private record Span(LocalDateTime first, LocalDateTime last, Long rowCount) {}

  StepResult run() {
    LocalDateTime last = null;
    long staged = 0;
    long heldBack = 0;
    for (TableContract contract : night.models().contracts().all()) {
      if (contract.layer() != Layer.STAGING || contract.eventTime().isEmpty()) {
        continue;
      }
      night.workspace().register(contract);
      Span span = span(contract);
      staged += span.rowCount();
      heldBack +=
          Long.parseLong(night.workspace().properties(contract).getOrDefault("held_back", "0"));
      if (span.last() != null && (last == null || span.last().isAfter(last))) {
        last = span.last();
      }
    }
    refuse(last, staged, heldBack);
    return NightStep.done(staged, staged);
  }

  private Span span(TableContract contract) {
    List<Span> spans =
        night
            .engine()
            .read(
                Select.of(
                    "select min(%1$s) as first, max(%1$s) as last, count(*) as row_count from %2$s"
                        .formatted(contract.eventTime().orElseThrow(), contract.name())),
                Span.class);
    return spans.get(0);
  }

  private void refuse(LocalDateTime last, long staged, long heldBack) {
    LocalDate asOf = night.request().asOf();
    if (staged == 0 && heldBack > 0) {
      throw new Failure.Settings(
          "--date %s is before the first row of every source (%,d rows are later); choose a later date"
              .formatted(asOf, heldBack));
    }
    int stale = night.settings().integer("limits.stale_days");
    if (last != null && ChronoUnit.DAYS.between(last.toLocalDate(), asOf) > stale) {
      throw new Failure.Settings(
          "--date %s is %,d days after the newest row of all sources (%s UTC), limits.stale_days allows %d; choose an earlier date, or look why the sources have nothing newer"
              .formatted(asOf, ChronoUnit.DAYS.between(last.toLocalDate(), asOf), last, stale));
    }
  }
}
