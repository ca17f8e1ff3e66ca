package clientele.jobs.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sample company on a server, and what happens there between nights. */
record Company(String url, String user, String password) {

  /** One in a hundred rows changes, as changes.sql says. */
  void change(LocalDate day, int batch) throws SQLException, IOException {
    run(
        Resource.text("changes.sql")
            .replace(":day", "'" + day + "'")
            .replace(":batch", Integer.toString(batch)));
  }

  /** What happened becomes four times as much. */
  void lengthenHistory() throws SQLException, IOException {
    run(Resource.text("history.sql"));
  }

  /** How many rows there are, by what people call them. */
  Map<String, Long> sizes() throws SQLException {
    Map<String, Long> sizes = new LinkedHashMap<>();
    sizes.put("customers", count("shop.customer"));
    sizes.put("order lines", count("shop.order_line"));
    sizes.put(
        "interactions",
        count("call_centre.phone_call") + count("crm.visit") + count("mailing.email_send"));
    return sizes;
  }

  private long count(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
      connection.commit();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("analyze");
      }
    }
  }
}
