package clientele.etl.store;

import static clientele.etl.store.StoreBehaviour.CLOCK;
import static clientele.etl.store.Village.COLUMNS;
import static clientele.etl.store.Village.CUSTOMERS;
import static clientele.etl.store.Village.MONDAY;
import static clientele.etl.store.Village.PRODUCTS;
import static clientele.etl.store.Village.VISITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten nights of which some change a table and some do not, an eleventh that died on its branch, and
 * files that a kill left behind.
 */
class MaintenanceTest {

  private static final int NIGHTS = 10;

  @TempDir private Path folder;

  private LocationSettings location;

  @BeforeEach
  void liveForTenNightsAndDieInTheEleventh() throws IOException {
    location = new LocationSettings(folder, "");
    try (Store store = new IcebergStore(location, CLOCK)) {
      for (int night = 1; night <= NIGHTS; night++) {
        store.prepare("night-" + night);
        replace(store, "night-" + night, VISITS, "Anna of night " + night);
        append(store, "night-" + night, PRODUCTS, "Boris of night " + night);
        if (night == 2) {
          replace(store, "night-2", CUSTOMERS, "Clara of night 2");
        }
        store.publish("night-" + night, "run-" + night, MONDAY.plusDays(night));
      }
      store.prepare("night-11");
      append(store, "night-11", PRODUCTS, "Boris of night 11");
      append(store, "night-11", PRODUCTS, "Boris of night 11, later");
      Path orphan = store.newDirectory(VISITS).resolve("orphan.parquet");
      Files.createDirectories(orphan.getParent());
      Files.writeString(orphan, "half a file");
    }
  }

  @Test
  void theKeptPublicationsAndTheUnfinishedRunAreAsTheyWere() throws IOException {
    Map<Long, List<String>> before = rows(3);

    try (Store store = new IcebergStore(location, CLOCK)) {
      Maintained maintained = store.maintain(3);

      assertThat(maintained.publications()).isEqualTo(7);
      assertThat(maintained.files()).isGreaterThan(7);
      assertThat(maintained.bytes()).isPositive();
      assertThat(store.publications()).extracting(Publication::id).containsExactly(10L, 9L, 8L);
      assertThat(rows(3)).isEqualTo(before);
      assertThat(before.get(10L)).contains("Clara of night 2", "Boris of night 1");
    }
    assertThat(dataFiles(VISITS)).hasSize(3);
    assertThat(dataFiles(CUSTOMERS)).hasSize(1);
    assertThat(dataFiles(PRODUCTS)).hasSize(12);
  }

  @Test
  void theUnfinishedRunGoesOnAndIsPublished() {
    try (Store store = new IcebergStore(location, CLOCK)) {
      store.maintain(1);
      store.prepare("night-11");
      assertThat(store.isCommitted(PRODUCTS, "night-11")).isTrue();
      assertThat(store.rows(PRODUCTS, "night-11")).isEqualTo(12);
      Publication eleventh = store.publish("night-11", "run-11", MONDAY.plusDays(11));
      assertThat(eleventh.id()).isEqualTo(11);
      assertThat(Village.customersIn(store, PRODUCTS, store.files(PRODUCTS, eleventh)))
          .contains("Boris of night 1", "Boris of night 11, later");
    }
  }

  @Test
  void aSecondMaintenanceFindsNothingToDo() {
    try (Store store = new IcebergStore(location, CLOCK)) {
      store.maintain(3);
      assertThat(store.maintain(3)).isEqualTo(new Maintained(0, 0, 0, 0));
    }
  }

  @Test
  void maintenanceThatDiesAnywhereIsGoneOnWithAndLosesNothing() {
    Map<Long, List<String>> before = rows(2);
    boolean isThrough = false;
    for (int kill = 1; !isThrough; kill++) {
      AtomicInteger left = new AtomicInteger(kill);
      try (Store store =
          new IcebergStore(
              location,
              CLOCK,
              () -> {
                if (left.decrementAndGet() == 0) {
                  throw new Killed();
                }
              })) {
        store.maintain(2);
        isThrough = true;
      } catch (Killed dead) {
        assertThat(rows(2)).isEqualTo(before);
      }
    }
    assertThat(rows(2)).isEqualTo(before);
  }

  @Test
  void moreThanThereAreAreAllKept() {
    try (Store store = new IcebergStore(location, CLOCK)) {
      Maintained maintained = store.maintain(30);
      assertThat(maintained.publications()).isZero();
      assertThat(maintained.snapshots())
          .describedAs("the empty one that each began with")
          .isEqualTo(3);
      assertThat(store.publications()).hasSize(NIGHTS);
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** What the newest publications hold, all tables together. */
  private Map<Long, List<String>> rows(int publications) {
    try (Store store = new IcebergStore(location, CLOCK)) {
      Map<Long, List<String>> rows = new TreeMap<>();
      for (Publication publication : store.publications().stream().limit(publications).toList()) {
        rows.put(
            publication.id(),
            Stream.of(VISITS, PRODUCTS, CUSTOMERS)
                .flatMap(
                    table ->
                        Village.customersIn(store, table, store.files(table, publication)).stream())
                .sorted()
                .toList());
      }
      return rows;
    }
  }

  private List<Path> dataFiles(TableName table) throws IOException {
    try (Stream<Path> files =
        Files.walk(folder.resolve(table.namespace()).resolve(table.name()).resolve("data"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void replace(Store store, String branch, TableName table, String customer) {
    commit(
        store, branch, table, new Change.Replace(Village.visits(store, table, MONDAY, customer)));
  }

  private static void append(Store store, String branch, TableName table, String customer) {
    commit(store, branch, table, new Change.Append(Village.visits(store, table, MONDAY, customer)));
  }

  private static void commit(Store store, String branch, TableName table, Change change) {
    store.ensure(table, COLUMNS);
    store.commit(table, branch, change, Map.of());
  }
}
