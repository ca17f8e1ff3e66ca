package clientele.etl.extract;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How fast a table of PostgreSQL is extracted, 10 million rows unless told otherwise: by COPY and
 * by the driver's rows, over one connection and over two; then a night in which 1 % changed. Run it
 * with {@code -Xmx1g}.
 */
public final class ExtractionBenchmark {

  private ExtractionBenchmark() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      fill(server, rows);
      measure(server, "copy: true, connections: 1", "", rows);
      measure(server, "copy: true, connections: 2", "", rows);
      measure(server, "copy: true, connections: 2", ", deletes: keys", rows);
      measure(server, "copy: false, connections: 1", "", rows);
    }
  }

  private static void fill(EmbeddedPostgres server, long rows) throws SQLException {
    run(
        server,
        """
        create table lines as
          select n as id, n / 3 as order_id, (n %% 500)::int as product_id, (n %% 7 + 1)::int as quantity,
            ((n %% 9999) / 100.0)::numeric(12, 2) as price, 'note ' || n %% 1000 as note,
            timestamptz '2025-01-01 00:00:00+00' + n * interval '1 second' as updated_at,
            n %% 11 = 0 as is_gift
          from generate_series(1, %d) as numbers (n)
        """
            .formatted(rows),
        "alter table lines add primary key (id)",
        "create index on lines (updated_at)",
        "vacuum analyze lines");
  }

  private static void run(EmbeddedPostgres server, String... statements) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void measure(EmbeddedPostgres server, String setting, String keys, long rows)
      throws IOException, SQLException {
    Path project = Files.createTempDirectory("extraction");
    try (Nights nights =
        new Nights(project, Map.of())
            .file(
                "sources/shop/source.yml",
                """
                transport: jdbc
                connection:
                  {url: "jdbc:postgresql://localhost:%d/postgres", user: postgres, %s}
                tables: {lines: {key: [id], watermark: updated_at%s}}
                """
                    .formatted(server.getPort(), setting, keys))) {
      SourceDefinition shop = nights.sources().get(0);
      long start = System.nanoTime();
      try (SourceConnection way = new SourceConnection(shop, name -> null)) {
        LandingFolder folder = new LandingFolder(project.resolve("landing"));
        ExtractRun run = Nights.run(Nights.MONDAY, false);
        Releases releases = new Releases("shop", "lines", Set.of());
        new TableReading(way, shop.table("lines"), run, releases, folder, Duration.ofSeconds(1))
            .read(Optional.empty(), List.of(), soFar -> {});
        folder.delete();
      }
      double landed = seconds(start);
      start = System.nanoTime();
      nights.night(Nights.MONDAY);
      double first = seconds(start);
      run(
          server,
          "update lines set quantity = quantity + 1, updated_at = (select max(updated_at) from"
              + " lines) + interval '2 hours' where id % 100 = 0");
      start = System.nanoTime();
      TableExtract second = nights.night(Nights.MONDAY.plusDays(1)).get(0);
      System.out.printf(
          "%s%s: landed in %.1f s (%,.0f rows/s), first night %.1f s, night with 1 %% changed %.1f"
              + " s (%,d read, %,d loaded)%n",
          setting,
          keys,
          landed,
          rows / landed,
          first,
          seconds(start),
          second.read(),
          second.loaded());
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
