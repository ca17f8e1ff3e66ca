package clientele.etl.store;

import static clientele.etl.store.StoreBehaviour.CLOCK;
import static clientele.etl.store.Village.COLUMNS;
import static clientele.etl.store.Village.CUSTOMERS;
import static clientele.etl.store.Village.MONDAY;
import static clientele.etl.store.Village.PRODUCTS;
import static clientele.etl.store.Village.TUESDAY;
import static clientele.etl.store.Village.VISITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies after its first, second, .. commit, and the one that is started next. */
class KilledPublicationTest {

  private static final List<TableName> TABLES = List.of(CUSTOMERS, PRODUCTS, VISITS);

  /** Three tables move, then the publication is recorded. */
  private static final int COMMITS_OF_A_PUBLICATION = 4;

  @TempDir Path folder;

  @Test
  void publishingAgainAfterAnyKillGivesTheSamePublication() {
    for (int kill = 1; kill <= COMMITS_OF_A_PUBLICATION; kill++) {
      LocationSettings location = twoNights("again" + kill);
      dieInPublish(location, kill);

      try (Store store = new IcebergStore(location, CLOCK)) {
        assertSecondNightIsComplete(store, store.publish("second", "run-second", TUESDAY));
      }
    }
  }

  @Test
  void preparingAndPublishingAgainAfterAnyKillGivesTheSamePublication() {
    for (int kill = 1; kill <= COMMITS_OF_A_PUBLICATION; kill++) {
      LocationSettings location = twoNights("prepared" + kill);
      dieInPublish(location, kill);

      try (Store store = new IcebergStore(location, CLOCK)) {
        store.prepare("second");
        boolean wasRecorded = kill == COMMITS_OF_A_PUBLICATION;
        for (TableName table : TABLES) {
          assertThat(store.isCommitted(table, "second")).isEqualTo(!wasRecorded);
        }
        assertSecondNightIsComplete(store, store.publish("second", "run-second", TUESDAY));
      }
    }
  }

  @Test
  void theHealingMayBeKilledTooAndIsThenGoneOnWith() {
    for (int kill = 1; kill < COMMITS_OF_A_PUBLICATION; kill++) {
      LocationSettings location = twoNights("healing" + kill);
      dieInPublish(location, kill);
      for (int killOfHealing = 1; killOfHealing <= kill; killOfHealing++) {
        try (Store store = dying(location, 1)) {
          dieIn(() -> store.prepare("second"));
        }
      }

      try (Store store = new IcebergStore(location, CLOCK)) {
        store.prepare("second");
        assertSecondNightIsComplete(store, store.publish("second", "run-second", TUESDAY));
      }
    }
  }

  @Test
  void anotherRunAfterAKillStartsFromTheLastPublication() {
    for (int kill = 1; kill < COMMITS_OF_A_PUBLICATION; kill++) {
      LocationSettings location = twoNights("other" + kill);
      dieInPublish(location, kill);

      try (Store store = new IcebergStore(location, CLOCK)) {
        Publication first = store.lastPublication().orElseThrow();
        assertThat(first.runId()).isEqualTo("run-first");
        store.prepare("third");
        assertThat(mains(location)).isEqualTo(first.snapshots());
        append(store, "third", VISITS, "Clara Dyer");
        Publication third = store.publish("third", "run-third", TUESDAY);
        assertThat(customers(store, VISITS, third)).containsExactly("Anna Baker", "Clara Dyer");
        assertThat(customers(store, PRODUCTS, third)).containsExactly("Anna Baker");
      }
    }
  }

  @Test
  void aFirstPublicationThatDiedLeavesNothingOnMain() {
    LocationSettings location = new LocationSettings(folder.resolve("first"), "");
    try (Store store = dying(location, 6 + 2)) {
      dieIn(
          () -> {
            store.prepare("first");
            for (TableName table : TABLES) {
              append(store, "first", table, "Anna Baker");
            }
            store.publish("first", "run-first", MONDAY);
          });
    }
    try (Store store = new IcebergStore(location, CLOCK)) {
      assertThat(store.lastPublication()).isEmpty();
      store.prepare("second");
      for (TableName table : TABLES) {
        assertThat(store.rows(table, "second")).isZero();
        append(store, "second", table, "Boris Cook");
      }
      Publication second = store.publish("second", "run-second", MONDAY);
      for (TableName table : TABLES) {
        assertThat(customers(store, table, second)).containsExactly("Boris Cook");
      }
    }
  }

  @Test
  void aNightOfThePastKilledAnywhereIsPublishedBesideTheNewest() {
    LocalDate wednesday = TUESDAY.plusDays(1);
    for (int kill = 1; kill <= COMMITS_OF_A_PUBLICATION; kill++) {
      LocationSettings location = twoNights("past" + kill);
      Publication newest;
      try (Store store = new IcebergStore(location, CLOCK)) {
        newest = store.publish("second", "run-second", wednesday);
      }
      Map<TableName, Long> mains = mains(location);
      try (IcebergStore store = new IcebergStore(location, CLOCK)) {
        Store past = store.at(TUESDAY);
        past.prepare("past");
        for (TableName table : TABLES) {
          assertThat(past.rows(table, "past")).isEqualTo(1);
          append(past, "past", table, "Clara Dyer");
        }
      }
      try (IcebergStore store = dying(location, kill)) {
        dieIn(() -> store.at(TUESDAY).publish("past", "run-past", TUESDAY));
      }

      try (IcebergStore store = new IcebergStore(location, CLOCK)) {
        Store past = store.at(TUESDAY);
        past.prepare("past");
        Publication made = past.publish("past", "run-past", TUESDAY);
        assertThat(made.id()).isEqualTo(3);
        assertThat(store.lastPublication()).contains(newest);
        assertThat(store.publications()).startsWith(newest, made).hasSize(3);
        assertThat(mains(location)).isEqualTo(mains);
        store.prepare("next");
        for (TableName table : TABLES) {
          assertThat(customers(store, table, made)).containsExactly("Anna Baker", "Clara Dyer");
          append(store, "next", table, "Dora Ebb");
        }
        Publication next = store.publish("next", "run-next", wednesday.plusDays(1));
        assertThat(next.id()).isEqualTo(4);
        assertThat(customers(store, VISITS, next))
            .containsExactly("Anna Baker", "Boris Cook", "Dora Ebb");
      }
    }
  }

  @Test
  void aNightBeforeTheFirstStandsOnBareGround() {
    LocationSettings location = twoNights("bare");
    LocalDate sunday = MONDAY.minusDays(1);
    try (IcebergStore store = new IcebergStore(location, CLOCK)) {
      Store past = store.at(sunday);
      past.prepare("past");
      assertThat(past.rows(VISITS, "past")).isZero();
      append(past, "past", VISITS, "Clara Dyer");
      append(past, "past", VISITS, "Dora Ebb");
      Publication made = past.publish("past", "run-past", sunday);

      assertThat(made.snapshots()).containsOnlyKeys(VISITS);
      assertThat(customers(store, VISITS, made)).containsExactly("Clara Dyer", "Dora Ebb");
      assertThat(store.lastPublication().orElseThrow().runId()).isEqualTo("run-first");
      assertThat(store.maintain(1).publications()).isEqualTo(1);
      assertThat(customers(store, VISITS, store.lastPublication().orElseThrow()))
          .containsExactly("Anna Baker");
    }
  }

  /** One night published, a second one on its branch. */
  private LocationSettings twoNights(String name) {
    LocationSettings location = new LocationSettings(folder.resolve(name), "");
    try (Store store = new IcebergStore(location, CLOCK)) {
      store.prepare("first");
      for (TableName table : TABLES) {
        append(store, "first", table, "Anna Baker");
      }
      store.publish("first", "run-first", MONDAY);
      store.prepare("second");
      for (TableName table : TABLES) {
        append(store, "second", table, "Boris Cook");
      }
    }
    return location;
  }

  private static void assertSecondNightIsComplete(Store store, Publication publication) {
    assertThat(publication.id()).isEqualTo(2);
    assertThat(store.publications()).hasSize(2).startsWith(publication);
    for (TableName table : TABLES) {
      assertThat(customers(store, table, publication)).containsExactly("Anna Baker", "Boris Cook");
      assertThat(store.rows(table, publication)).hasValue(2);
      assertThat(store.isCommitted(table, "second")).isFalse();
    }
  }

  private static void dieInPublish(LocationSettings location, int commits) {
    try (Store store = dying(location, commits)) {
      dieIn(() -> store.publish("second", "run-second", TUESDAY));
    }
  }

  private static IcebergStore dying(LocationSettings location, int commits) {
    AtomicInteger left = new AtomicInteger(commits);
    return new IcebergStore(
        location,
        CLOCK,
        () -> {
          if (left.decrementAndGet() == 0) {
            throw new Killed();
          }
        });
  }

  private static void dieIn(Runnable work) {
    try {
      work.run();
    } catch (Killed dead) {
      return;
    }
    throw new AssertionError("it should have died");
  }

  private static void append(Store store, String branch, TableName table, String customer) {
    store.ensure(table, COLUMNS);
    List<Village.Visit> visits = List.of(new Village.Visit(customer, MONDAY));
    store.commit(table, branch, new Change.Append(Village.write(store, table, visits)), Map.of());
  }

  private static List<String> customers(Store store, TableName table, Publication publication) {
    return Village.customersIn(store, table, store.files(table, publication));
  }

  private static Map<TableName, Long> mains(LocationSettings location) {
    try (MetadataDatabase database = new MetadataDatabase(location);
        Catalog catalog = new Catalog(database)) {
      return catalog.tables().stream()
          .collect(
              java.util.stream.Collectors.toMap(
                  name -> name, name -> catalog.require(name).currentSnapshot().snapshotId()));
    }
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
