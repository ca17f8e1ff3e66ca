package clientele.etl.store;

import static clientele.etl.store.StoreBehaviour.CLOCK;
import static clientele.etl.store.Village.COLUMNS;
import static clientele.etl.store.Village.MONDAY;
import static clientele.etl.store.Village.VISITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line to a PostgreSQL is cut in the middle of a commit. */
class LostAnswerTest {

  private static final String COMMIT = "UPDATE iceberg_tables";

  @TempDir Path warehouse;

  private static EmbeddedPostgres server;
  private static int databases;

  private CuttingProxy proxy;
  private Store store;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void open() throws IOException, SQLException {
    String database = "metadata_" + ++databases;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    proxy = new CuttingProxy(server.getPort());
    String url =
        "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(proxy.port(), database);
    store = new IcebergStore(new LocationSettings(warehouse, url), CLOCK);
    store.prepare("night");
    store.ensure(VISITS, COLUMNS);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    proxy.close();
  }

  @Test
  void aCommitWhoseAnswerIsLostIsNotDoneTwice() {
    append("Anna Baker");
    proxy.loseTheAnswer(COMMIT);
    append("Boris Cook");

    assertThat(proxy.hasCut()).isTrue();
    assertThat(customers()).containsExactly("Anna Baker", "Boris Cook");
  }

  @Test
  void aCommitThatNeverArrivedIsDoneAgain() {
    append("Anna Baker");
    proxy.loseTheRequest(COMMIT);
    append("Boris Cook");

    assertThat(proxy.hasCut()).isTrue();
    assertThat(customers()).containsExactly("Anna Baker", "Boris Cook");
  }

  @Test
  void aPublicationWhoseAnswerIsLostIsWhole() {
    append("Anna Baker");
    proxy.loseTheAnswer(COMMIT);
    Publication publication = store.publish("night", "run", MONDAY);

    assertThat(proxy.hasCut()).isTrue();
    assertThat(store.publications()).containsExactly(publication);
    assertThat(store.rows(VISITS, publication)).hasValue(1);
  }

  @Test
  void anOutcomeThatCannotBeSettledIsSaidToBeUnknown() {
    append("Anna Baker");
    proxy.dieWithTheCut();
    proxy.loseTheAnswer(COMMIT);

    assertThatThrownBy(() -> append("Boris Cook"))
        .isInstanceOf(Failure.Unknown.class)
        .hasMessageContaining("to branch night of table star.fact_visit is unknown")
        .hasMessageContaining("Readers still see the last publication")
        .hasMessageContaining("iceberg_tables");
  }

  private void append(String customer) {
    List<Village.Visit> visits = List.of(new Village.Visit(customer, MONDAY));
    store.commit(
        VISITS, "night", new Change.Append(Village.write(store, VISITS, visits)), Map.of());
  }

  private List<String> customers() {
    return Village.customersIn(store, VISITS, store.files(VISITS, "night"));
  }
}
