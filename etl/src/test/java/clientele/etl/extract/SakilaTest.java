package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.SharedData;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** The Sakila example, against the real database. */
class SakilaTest {

  @TempDir private static Path project;

  private static EmbeddedPostgres server;
  private static Nights nights;
  private static Map<String, TableExtract> extracts;

  @BeforeAll
  static void load() throws IOException, SQLException {
    SharedData.require("postgres-sakila-schema.sql.gz");
    server = EmbeddedPostgres.start();
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      schema(connection);
      rows(connection);
    }
    Examples.copy("sakila", project);
    nights =
        new Nights(
            project,
            Map.of(
                "SAKILA_URL", server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""),
                "SAKILA_USER", "postgres",
                "SAKILA_PASSWORD", "any"));
    extracts =
        nights.night(MONDAY).stream()
            .collect(Collectors.toMap(TableExtract::table, extract -> extract));
  }

  /** The dump is older than the server: it sets what servers no longer know. */
  private static void schema(Connection connection) throws IOException, SQLException {
    String sql =
        SharedData.lines("postgres-sakila-schema.sql.gz")
            .filter(line -> !line.startsWith("SET default_with_oids"))
            .collect(Collectors.joining("\n"));
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void rows(Connection connection) throws IOException, SQLException {
    List<String> lines = SharedData.lines("postgres-sakila-insert-data-using-copy.sql.gz").toList();
    PGConnection postgres = connection.unwrap(PGConnection.class);
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.startsWith("ALTER TABLE") && line.contains("TRIGGER ALL")) {
          statement.execute(line);
        } else if (line.startsWith("COPY")) {
          int end = i + 1;
          while (!lines.get(end).equals("\\.")) {
            end++;
          }
          String data = String.join("\n", lines.subList(i + 1, end)) + "\n";
          postgres.getCopyAPI().copyIn(line, new StringReader(data));
          i = end;
        }
      }
    }
  }

  @AfterAll
  static void close() throws IOException {
    if (nights != null) {
      nights.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyRowArrives() {
    assertThat(extracts.get("customer").loaded()).isEqualTo(599);
    assertThat(extracts.get("rental").loaded()).isEqualTo(16_044);
    assertThat(extracts.get("payment").loaded()).isEqualTo(16_049);
    assertThat(extracts.get("film").loaded()).isEqualTo(1_000);
    assertThat(extracts.values()).allSatisfy(e -> assertThat(e.quarantined()).isZero());
  }

  @Test
  void theSecondNightFindsNothingNew() {
    assertThat(nights.night(MONDAY.plusDays(1)))
        .allSatisfy(
            extract -> {
              assertThat(extract.loaded()).isZero();
              assertThat(extract.deleted()).isZero();
            });
  }

  private static List<String> staged(String entity, String select) throws IOException {
    String sql = Files.readString(project.resolve("sources/rentals").resolve(entity + ".sql"));
    return nights.rows(MONDAY, "select %s from (\n%s\n) staged".formatted(select, sql));
  }

  @Test
  void paymentsBecomeOrderLinesOfTheSameAmount() throws IOException {
    assertThat(
            staged(
                "order_line",
                "count(*), count(distinct order_line_id), sum(line_amount), count(product_id),"
                    + " count(distinct order_id)"))
        .containsExactly("16049|16049|67416.51|16049|16044");
  }

  @Test
  void everyRentalIsAVisitAndEveryReturnAnother() throws IOException {
    assertThat(
            staged(
                "interaction",
                "count(*), count(distinct interaction_id), count(*) filter (where topic = 'return')"))
        .containsExactly("31905|31905|15861");
  }

  @Test
  void customersFilmsAndStaffCarryTheirNames() throws IOException {
    assertThat(staged("customer", "count(*), count(distinct customer_id), count(country)"))
        .containsExactly("599|599|599");
    assertThat(
            staged(
                "product",
                "count(*), count(category), count(distinct category), count(*) filter (where not is_available)"))
        .containsExactly("1000|1000|16|42");
    assertThat(staged("employee", "name, role, team, region"))
        .containsExactlyInAnyOrder(
            "Mike Hillyer|store manager|store 1|Lethbridge",
            "Jon Stephens|store manager|store 2|Woodridge");
  }
}
