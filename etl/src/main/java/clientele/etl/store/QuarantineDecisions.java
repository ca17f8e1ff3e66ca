package clientele.etl.store;

import clientele.etl.store.QuarantineDecision.Fault;
import clientele.etl.store.QuarantineDecision.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The decisions about quarantined rows in the metadata database; none is ever changed. */
final class QuarantineDecisions {

  private static final String COLUMNS =
      "fault_id, kind, stage, source, table_name, natural_key, column_name, fault_value, rule,"
          + " note, decided_by, decided_at";

  private final MetadataDatabase database;

  QuarantineDecisions(MetadataDatabase database) {
    this.database = database;
  }

  /** Oldest first. */
  List<QuarantineDecision> all() {
    return database.query(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select " + COLUMNS + " from quarantine_decision order by decision_no");
              ResultSet row = select.executeQuery()) {
            List<QuarantineDecision> decisions = new ArrayList<>();
            while (row.next()) {
              decisions.add(decision(row));
            }
            return decisions;
          }
        });
  }

  private static QuarantineDecision decision(ResultSet row) throws SQLException {
    return new QuarantineDecision(
        row.getString(1),
        Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        new Fault(
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9)),
        row.getString(10),
        row.getString(11),
        Instant.parse(row.getString(12)));
  }

  /** All or none. */
  void add(List<QuarantineDecision> decisions) {
    database.transaction(
        connection -> {
          for (QuarantineDecision decision : decisions) {
            insert(connection, decision);
          }
          return null;
        });
  }

  private static void insert(Connection connection, QuarantineDecision decision)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into quarantine_decision (decision_no, "
                + COLUMNS
                + ") select coalesce(max(decision_no), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                + " from quarantine_decision")) {
      Fault fault = decision.fault();
      List<String> texts =
          List.of(
              decision.faultId(),
              decision.kind().name().toLowerCase(Locale.ROOT),
              fault.stage(),
              fault.source(),
              fault.table(),
              fault.naturalKey(),
              fault.column(),
              fault.value(),
              fault.rule(),
              decision.note(),
              decision.decidedBy(),
              decision.decidedAt().toString());
      for (int i = 0; i < texts.size(); i++) {
        insert.setString(i + 1, texts.get(i));
      }
      insert.executeUpdate();
    }
  }
}
