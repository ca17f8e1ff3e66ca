package clientele.etl.extract;

import clientele.etl.store.Store;
import clientele.etl.store.TableName;
import clientele.failure.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What a run would read of one source table.
 *
 * @param rows expected, as the night before read them or, before the first, as the source counts
 *     them; empty where nobody can tell
 * @param reason why so much of it
 */
public record ExtractPlan(Reading reading, Optional<Long> rows, String reason) {

  /** How much of a table is read. */
  public enum Reading {
    /** This run has read it. */
    DONE_BEFORE,
    /** The source is left alone. */
    NOTHING,
    /** From the watermark on. */
    CHANGES,
    WHOLE
  }

  /**
   * @param store empty before the first night
   */
  public static ExtractPlan of(
      Optional<Store> store, SourceDefinition source, TableDefinition table, ExtractRun run) {
    TableName name = RawTables.name(source.name(), table.name());
    Map<String, String> last =
        store.map(there -> there.properties(name, run.branch())).orElse(Map.of());
    Optional<Long> lastRead = Optional.ofNullable(last.get("read")).map(Long::valueOf);
    if (store.filter(there -> there.isCommitted(name, run.branch())).isPresent()) {
      return new ExtractPlan(Reading.DONE_BEFORE, lastRead, "extracted already by this run");
    }
    Optional<LocalDate> lastDate = ExtractProperties.businessDate(last);
    if (lastDate.isEmpty()) {
      return firstRead(source, table);
    } else if (lastDate.get().isAfter(run.businessDate())) {
      return new ExtractPlan(
          Reading.NOTHING,
          Optional.of(0L),
          "the source was read for %s and cannot tell its past: the raw rows are used"
              .formatted(lastDate.get()));
    }
    String watermark = last.get(ExtractProperties.WATERMARK);
    if (table.watermark().isPresent() && watermark != null) {
      return new ExtractPlan(
          Reading.CHANGES,
          lastRead,
          "rows from %s %s on, less the overlap".formatted(table.watermark().get(), watermark));
    }
    return new ExtractPlan(
        Reading.WHOLE,
        lastRead,
        table.watermark().isPresent()
            ? "no row has had a watermark yet"
            : "it has no watermark: compared with %,d row versions"
                .formatted(store.map(there -> there.rows(name, run.branch())).orElse(0L)));
  }

  private static ExtractPlan firstRead(SourceDefinition source, TableDefinition table) {
    String reason = "never read before";
    if (!(source.transport() instanceof Transport.Jdbc settings)) {
      return new ExtractPlan(Reading.WHOLE, Optional.empty(), reason);
    }
    try {
      return new ExtractPlan(Reading.WHOLE, Optional.of(count(source, table, settings)), reason);
    } catch (Failure failure) {
      return new ExtractPlan(
          Reading.WHOLE,
          Optional.empty(),
          "%s; it cannot be counted: %s".formatted(reason, failure.getMessage()));
    }
  }

  private static long count(
      SourceDefinition source, TableDefinition table, Transport.Jdbc settings) {
    try (JdbcConnector connector = new JdbcConnector(source, settings, System::getenv)) {
      try (Connection connection = connector.open()) {
        String relation =
            new JdbcRelation(
                    source.name() + "." + table.name(), settings, connector.database(), connection)
                .find(table.origin());
        try (Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("select count(*) from " + relation)) {
          row.next();
          return row.getLong(1);
        }
      } catch (SQLException exception) {
        throw connector.failure(exception);
      }
    }
  }
}
