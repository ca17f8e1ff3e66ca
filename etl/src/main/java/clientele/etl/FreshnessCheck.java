package clientele.etl;

import clientele.etl.engine.Select;
import clientele.etl.extract.FreshnessLimits;
import clientele.etl.extract.NewestRows;
import clientele.etl.extract.SourceDefinition;
import clientele.etl.extract.TableDefinition;
import clientele.failure.Failure;
import clientele.schema.TableContract;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Asks whether the sources have delivered up to the business date, writes rpt_freshness, and stops
 * a night that would publish what is too old.
 */
final class FreshnessCheck {

  private static final String WHOLE_SOURCE = "(all)";

  private final Night night;
  private final List<SourceDefinition> sources;

  FreshnessCheck(Night night, List<SourceDefinition> sources) {
    this.night = night;
    this.sources = sources;
  }

  private enum Verdict {
    NO_LIMIT,
    FRESH,
    LATE,
    TOO_LATE
  }

  private record Age(
      String runId,
      LocalDate asOfDate,
      String source,
      String tableName,
      LocalDateTime newestAt,
      String basis,
      Double ageHours,
      Integer warnHours,
      Integer stopHours,
      String verdict) {}

  /**
   * @throws Failure.Contract naming all sources and tables that are later than their stop_hours
   */
  StepResult run() {
    List<Age> ages = sources.stream().flatMap(source -> ages(source).stream()).toList();
    List<Age> tooLate = withVerdict(ages, Verdict.TOO_LATE);
    if (!tooLate.isEmpty()) {
      throw new Failure.Contract(
          "too old to be published, the last publication stays as it is:\n  %s\nLook why nothing newer came, or raise freshness.stop_hours in the source.yml named"
              .formatted(String.join("\n  ", tooLate.stream().map(this::told).toList())));
    }
    TableContract contract = night.models().contracts().require("rpt_freshness");
    night.engine().take("fresh_rows", Age.class, ages);
    night
        .workspace()
        .write(
            contract, new Select("select * from fresh_rows", night.parameters()), properties(ages));
    List<Age> late = withVerdict(ages, Verdict.LATE);
    return NightStep.done(
        ages.size(), ages.size(), String.join("; ", late.stream().map(this::told).toList()));
  }

  private static Map<String, String> properties(List<Age> ages) {
    return ages.stream()
        .filter(age -> age.tableName().equals(WHOLE_SOURCE))
        .map(
            age ->
                new SourceFreshness(
                        age.source(),
                        Optional.ofNullable(age.newestAt()).map(LocalDateTime::toString),
                        age.verdict())
                    .property())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private List<Age> ages(SourceDefinition source) {
    NewestRows newestRows =
        new NewestRows(
            night.engine(), night.store(), night.extractRun(), night.knownUntil(), night::endOf);
    List<Age> ages = new ArrayList<>();
    List<NewestRows.Newest> found = new ArrayList<>();
    for (TableDefinition table : source.tables()) {
      NewestRows.Newest newest = newestRows.find(source, table);
      found.add(newest);
      ages.add(age(source.name(), table.name(), newest, table.freshness()));
    }
    NewestRows.Newest whole =
        found.stream()
            .max(Comparator.comparing(newest -> newest.at().orElse(LocalDateTime.MIN)))
            .orElseThrow();
    ages.add(0, age(source.name(), WHOLE_SOURCE, whole, source.freshness()));
    return ages;
  }

  private Age age(String source, String table, NewestRows.Newest newest, FreshnessLimits limits) {
    LocalDateTime end = night.endOf(night.request().asOf());
    Optional<Double> hours =
        newest.at().map(at -> Math.max(0, Duration.between(at, end).toSeconds() / 3600.0));
    return new Age(
        night.request().runId(),
        night.request().asOf(),
        source,
        table,
        newest.at().orElse(null),
        newest.basis().name().toLowerCase(Locale.ROOT),
        hours.orElse(null),
        boxed(limits.warnHours()),
        boxed(limits.stopHours()),
        verdict(hours.orElse(Double.POSITIVE_INFINITY), limits).name().toLowerCase(Locale.ROOT));
  }

  private static Integer boxed(OptionalInt limit) {
    return limit.isPresent() ? limit.getAsInt() : null;
  }

  private static Verdict verdict(double hours, FreshnessLimits limits) {
    if (limits.isEmpty()) {
      return Verdict.NO_LIMIT;
    } else if (limits.stopHours().isPresent() && hours > limits.stopHours().getAsInt()) {
      return Verdict.TOO_LATE;
    } else if (limits.warnHours().isPresent() && hours > limits.warnHours().getAsInt()) {
      return Verdict.LATE;
    }
    return Verdict.FRESH;
  }

  private static List<Age> withVerdict(List<Age> ages, Verdict verdict) {
    String name = verdict.name().toLowerCase(Locale.ROOT);
    return ages.stream().filter(age -> age.verdict().equals(name)).toList();
  }

  private String told(Age age) {
    String what =
        age.tableName().equals(WHOLE_SOURCE)
            ? "source " + age.source()
            : "table %s.%s".formatted(age.source(), age.tableName());
    boolean stops = age.verdict().equals(Verdict.TOO_LATE.name().toLowerCase(Locale.ROOT));
    String limit =
        "freshness.%s is %d"
            .formatted(
                stops ? "stop_hours" : "warn_hours", stops ? age.stopHours() : age.warnHours());
    return age.newestAt() == null
        ? "%s has never delivered a row, %s".formatted(what, limit)
        : "%s is %,.0f hours behind the end of %s (newest %s UTC), %s"
            .formatted(what, Math.ceil(age.ageHours()), age.asOfDate(), age.newestAt(), limit);
  }
}
