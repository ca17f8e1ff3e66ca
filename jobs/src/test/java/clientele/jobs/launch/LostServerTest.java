package clientele.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.store.Publication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose PostgreSQL server stops, and comes back. */
class LostServerTest {

  private static final String[] NIGHT = {
    "run", "nightly", "--date", "2026-03-31", "--select", "fact_order_line"
  };

  @TempDir private Path folder;

  private EmbeddedPostgres server;
  private int port;
  private Path project;

  @BeforeEach
  void start() throws IOException {
    startServer();
    port = server.getPort();
    project = Village.copyTo(folder.resolve("village"));
  }

  private void startServer() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("server"))
            .setCleanDataDirectory(false);
    server = (port == 0 ? builder : builder.setPort(port)).start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aNightThatLosesItsMetadataDatabaseGoesOnWhenItIsBack() throws IOException {
    Path settings = project.resolve("clientele.yml");
    Files.writeString(
        settings,
        Files.readString(settings)
            + "warehouse:\n  metadata_url: '%s'\n"
                .formatted(server.getJdbcUrl("postgres", "postgres")));
    try (ClienteleProcess night = ClienteleProcess.start(project, NIGHT)) {
      assertThat(night.awaitMessage("build dim_customer:")).describedAs(night.messages()).isTrue();
      server.close();
      assertThat(night.awaitEnd()).describedAs(night.messages()).isIn(3, 6);
      assertThat(night.messages()).contains("metadata database");
    }
    try (ClienteleProcess night = ClienteleProcess.start(project, NIGHT)) {
      assertThat(night.awaitEnd()).describedAs(night.messages()).isEqualTo(3);
      assertThat(night.messages()).contains("See that it runs");
    }

    startServer();
    nightGoesWell("build dim_customer: was done before");
  }

  @Test
  void aNightThatLosesItsSourceGoesOnWhenItIsBack() throws Exception {
    moveProductsToServer();
    try (ClienteleProcess night = ClienteleProcess.start(project, NIGHT)) {
      assertThat(night.awaitMessage("look at the sources:")).describedAs(night.messages()).isTrue();
      server.close();
      assertThat(night.awaitEnd()).describedAs(night.messages()).isEqualTo(3);
      assertThat(night.messages()).contains("stock");
    }
    assertThat(PublishedRows.publications(project)).isEmpty();

    startServer();
    nightGoesWell("extract shop.customer: was done before");
  }

  private void nightGoesWell(String message) {
    try (ClienteleProcess night = ClienteleProcess.start(project, NIGHT)) {
      assertThat(night.awaitEnd()).describedAs(night.messages()).isZero();
      assertThat(night.messages()).contains(message);
    }
    assertThat(PublishedRows.publications(project))
        .extracting(Publication::runId)
        .singleElement()
        .asString()
        .startsWith("nightly-2026-03-31");
  }

  private void moveProductsToServer() throws IOException, SQLException {
    String url = server.getJdbcUrl("postgres", "postgres");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table product (product_id text primary key, name text, unit_price numeric(18,"
              + " 4))");
      List<String> lines = Files.readAllLines(project.resolve("data/product.csv"));
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",");
        statement.execute(
            "insert into product values ('%s', '%s', %s)".formatted(cells[0], cells[1], cells[2]));
      }
    }
    Path shop = project.resolve("sources/shop");
    String source = Files.readString(shop.resolve("source.yml"));
    int product = source.indexOf("  product:");
    int next = source.indexOf("  order_line:");
    Files.writeString(
        shop.resolve("source.yml"), source.substring(0, product) + source.substring(next));
    Path stock = Files.createDirectories(project.resolve("sources/stock"));
    Files.writeString(
        stock.resolve("source.yml"),
        """
        transport: jdbc
        connection:
          url: '%s'
        tables:
          product:
            from: product
            key: [product_id]
        """
            .formatted(url));
    Files.writeString(
        stock.resolve("product.sql"),
        Files.readString(shop.resolve("product.sql")).replace("shop__product", "stock__product"));
    Files.delete(shop.resolve("product.sql"));
  }
}
