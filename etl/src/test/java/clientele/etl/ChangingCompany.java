package clientele.etl;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.extract.Examples;
import clientele.etl.sample.SampleCompany;
import clientele.etl.sample.SampleOptions;
import clientele.etl.sample.SampleTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sample company with a handful of customers, and a fair whose visits are kept in a file. Its
 * people do whatever they like with their tables.
 */
final class ChangingCompany {

  static final LocalDate FOUNDED = LocalDate.parse("2026-03-01");

  private static final int CUSTOMERS = 12;

  /** The tables that somebody may touch, by their databases, each with the columns of its key. */
  private static final Map<String, Map<String, List<String>>> TABLES =
      Map.of(
          "shop",
          Map.of(
              "store", List.of("store_id"),
              "employee", List.of("employee_id"),
              "product", List.of("product_code"),
              "customer", List.of("customer_id"),
              "sales_order", List.of("order_id"),
              "order_line", List.of("order_id", "line_no"),
              "order_return", List.of("return_id")),
          "crm",
          Map.of(
              "sales_person", List.of("sales_person_id"),
              "contact", List.of("contact_id"),
              "visit", List.of("visit_id"),
              "consent", List.of("contact_id", "channel", "purpose")),
          "call_centre",
          Map.of(
              "agent", List.of("agent_id"),
              "caller", List.of("caller_id"),
              "phone_call", List.of("call_id")),
          "mailing",
          Map.of(
              "recipient", List.of("recipient_id"),
              "campaign", List.of("campaign_id"),
              "campaign_member", List.of("campaign_id", "recipient_id"),
              "email_send", List.of("send_id"),
              "email_event", List.of("event_id")));

  /** What somebody may do with one row. */
  enum Kind {
    /** A value of another row in its place. */
    CHANGE,
    /** As {@link #CHANGE}, stamped with a moment of days ago, as by a clock that is wrong. */
    CHANGE_LATE,
    /** The same row under a new key; its times are those of the night's day. */
    ADD,
    /** The same row under a new key, with all its times: it comes late. */
    ADD_LATE,
    /** As {@link #ADD}, with times of three days on. */
    ADD_EARLY,
    DELETE,
    /** Nothing, or a text that is no date, no number. */
    SPOIL,
    /** A note of the fair, whose number may be that of another. */
    NOTE,
    /** A note of the fair is torn out. */
    TEAR_OUT
  }

  /**
   * One deed; numbers choose table, row and column, each by its remainder.
   *
   * @param other the row whose value is taken
   */
  record Deed(Kind kind, int table, int row, int column, int other) {}

  private record Place(String database, String table, List<String> key) {}

  private final Path project;
  private final List<Place> places;

  private ChangingCompany(Path project) {
    this.project = project;
    this.places =
        TABLES.keySet().stream()
            .sorted()
            .flatMap(
                database ->
                    TABLES.get(database).keySet().stream()
                        .sorted()
                        .map(table -> new Place(database, table, TABLES.get(database).get(table))))
            .toList();
  }

  /** Founds the company in a folder, which becomes a project. */
  static ChangingCompany found(Path project) {
    Examples.copy("sample", project);
    try (Engine engine =
        Engines.open("duckdb", EngineSettings.defaults(project.resolve("scratch")))) {
      Files.createDirectories(project.resolve("data"));
      new SampleCompany(
              engine,
              new SampleTarget.SqliteFolder(project.resolve("data")),
              project.resolve("truths"))
          .create(SampleOptions.ofThreeYears(7, CUSTOMERS, FOUNDED));
      withChange(project);
      openFair(project);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ChangingCompany(project);
  }

  /** Whose newest rows may be deleted, and of whose rows none may be new for days. */
  private static void withChange(Path project) throws IOException {
    try (Stream<Path> files = Files.list(project.resolve("sources"))) {
      for (Path source : files.toList()) {
        Path file = source.resolve("source.yml");
        Files.writeString(
            file,
            Files.readString(file)
                .replaceAll("(?m)^freshness:.*$", "")
                .replaceAll("(?m)^( +)watermark:.*$", "$0\n$1restored: read"));
      }
    }
  }

  /** Two cards may bear the same number of a note, so that keys cross units. */
  private static void openFair(Path project) throws IOException {
    Path source = Files.createDirectories(project.resolve("sources/fair"));
    Files.writeString(
        source.resolve("source.yml"),
        """
        transport: files
        tables:
          card:
            files: "data/fair.csv"
            key: [card_no]
            columns: {met_at: timestamp}
        units:
          interaction: {by: _card, tables: {card: card_no}}
        """);
    Files.writeString(
        source.resolve("interaction.sql"),
        """
        select
          note_no as interaction_id,
          visitor as customer_id,
          'meeting' as channel,
          met_at as started_at,
          minutes as duration_seconds,
          card_no as _card
        from fair__card
        """);
    Files.writeString(
        project.resolve("data/fair.csv"),
        "card_no,note_no,visitor,met_at,minutes\n0,0,1,2026-02-27 10:00:00,5\n");
  }

  /** Goes on with a copy of the company. */
  ChangingCompany copyTo(Path folder) {
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(project.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      return new ChangingCompany(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path project() {
    return project;
  }

  /** Does what people did until the night of a date. */
  void live(List<Deed> deeds, LocalDate night) {
    try {
      for (Deed deed : deeds) {
        switch (deed.kind()) {
          case NOTE -> note(deed, night);
          case TEAR_OUT -> tearOut(deed);
          case CHANGE, CHANGE_LATE, ADD, ADD_LATE, ADD_EARLY, DELETE, SPOIL -> touch(deed, night);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(Deed deed, LocalDate night) throws IOException {
    Path file = project.resolve("data/fair.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int card = deed.row() % 6;
    lines.removeIf(line -> line.startsWith(card + ","));
    lines.add(
        "%d,%d,%d,%s 10:00:00,%s"
            .formatted(
                card,
                deed.column() % 4,
                deed.other() % 3,
                night.plusDays(deed.other() % 4 - 2),
                deed.table() % 5 == 0 ? "long" : "5"));
    Files.write(file, lines);
  }

  private void tearOut(Deed deed) throws IOException {
    Path file = project.resolve("data/fair.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    if (lines.size() > 2) {
      lines.remove(1 + deed.row() % (lines.size() - 1));
    }
    Files.write(file, lines);
  }

  private void touch(Deed deed, LocalDate night) throws SQLException {
    Place place = places.get(deed.table() % places.size());
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + project.resolve("data/%s.db".formatted(place.database())));
        Statement statement = connection.createStatement()) {
      Table table = new Table(statement, place);
      int rows = table.rows();
      if (rows > 0) {
        table.touch(deed, deed.row() % rows, deed.other() % rows, night);
      }
    }
  }

  /** One table of a system. */
  private record Table(Statement statement, Place place) {

    int rows() throws SQLException {
      return Integer.parseInt(one("select count(*) from " + place.table()));
    }

    void touch(Deed deed, int row, int other, LocalDate night) throws SQLException {
      String rowid = rowid(row);
      String stamp = "%s 12:00:00".formatted(night);
      switch (deed.kind()) {
        case CHANGE -> change(rowid, column(deed), valueOf(column(deed), rowid(other)), stamp);
        case CHANGE_LATE ->
            change(
                rowid,
                column(deed),
                valueOf(column(deed), rowid(other)),
                night.minusDays(3) + " 12:00:00");
        case SPOIL -> change(rowid, column(deed), spoiled(deed), stamp);
        case ADD -> add(rowid, night.toString(), stamp);
        case ADD_LATE -> add(rowid, "", stamp);
        case ADD_EARLY -> add(rowid, night.plusDays(3).toString(), stamp);
        case DELETE ->
            statement.execute("delete from %s where rowid = %s".formatted(place.table(), rowid));
        case NOTE, TEAR_OUT -> throw new IllegalArgumentException(deed.toString());
      }
    }

    private static String spoiled(Deed deed) {
      return deed.other() % 2 == 0 ? "null" : "'spoiled'";
    }

    private void change(String rowid, String column, String value, String stamp)
        throws SQLException {
      statement.execute(
          "update or ignore %s set %s = %s, updated_at = '%s' where rowid = %s"
              .formatted(place.table(), column, value, stamp, rowid));
    }

    /** Times of a day, where one is given, are as many hours after its begin as they were. */
    private void add(String rowid, String day, String stamp) throws SQLException {
      List<String> values = new ArrayList<>();
      for (Map.Entry<String, String> column : columns().entrySet()) {
        String name = column.getKey();
        boolean isLast = name.equals(place.key().get(place.key().size() - 1));
        if (name.equals("updated_at")) {
          values.add("'%s'".formatted(stamp));
        } else if (isLast && column.getValue().contains("int")) {
          values.add("(select max(%s) + 1 from %s)".formatted(name, place.table()));
        } else if (isLast) {
          values.add("%s || (select count(*) from %s)".formatted(name, place.table()));
        } else if (column.getValue().equals("timestamp") && !day.isEmpty()) {
          values.add(
              "case when %1$s is not null then '%2$s' || substr(%1$s, 11) end"
                  .formatted(name, day));
        } else {
          values.add(name);
        }
      }
      statement.execute(
          "insert or ignore into %1$s select %2$s from %1$s where rowid = %3$s"
              .formatted(place.table(), String.join(", ", values), rowid));
    }

    private String rowid(int row) throws SQLException {
      return one(
          "select rowid from %s order by rowid limit 1 offset %d".formatted(place.table(), row));
    }

    private String valueOf(String column, String rowid) {
      return "(select %s from %s where rowid = %s)".formatted(column, place.table(), rowid);
    }

    /** SQLite keeps no text and no null in a whole number that is the key. */
    private String column(Deed deed) throws SQLException {
      List<String> names =
          columns().keySet().stream()
              .filter(name -> !name.equals("updated_at"))
              .filter(name -> deed.kind() != Kind.SPOIL || !place.key().contains(name))
              .toList();
      return names.get(deed.column() % names.size());
    }

    private Map<String, String> columns() throws SQLException {
      Map<String, String> columns = new LinkedHashMap<>();
      try (ResultSet found =
          statement.executeQuery("pragma table_info(%s)".formatted(place.table()))) {
        while (found.next()) {
          columns.put(found.getString("name"), found.getString("type"));
        }
      }
      return columns;
    }

    private String one(String sql) throws SQLException {
      try (ResultSet found = statement.executeQuery(sql)) {
        found.next();
        return found.getString(1);
      }
    }
  }
}
