package clientele.etl.store;

import static clientele.etl.store.StoreBehaviour.CLOCK;
import static clientele.etl.store.Village.COLUMNS;
import static clientele.etl.store.Village.MONDAY;
import static clientele.etl.store.Village.VISITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedWarehouseTest {

  @TempDir Path folder;

  private Path before;
  private Path after;

  @BeforeEach
  void publishAndMove() throws IOException {
    before = folder.resolve("before");
    after = folder.resolve("after");
    try (Store store = open(before, "")) {
      store.prepare("night");
      store.ensure(VISITS, COLUMNS);
      Change visits = new Change.Append(Village.visits(store, VISITS, MONDAY, "Anna Baker"));
      store.commit(VISITS, "night", visits, Map.of());
      store.publish("night", "run", MONDAY);
    }
    Files.move(before, after);
  }

  @Test
  void aMovedWarehouseIsRefusedWithBothPlacesAndWhatToDo() {
    assertThatThrownBy(() -> open(after, ""))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("belongs to the warehouse in " + before)
        .hasMessageContaining("this one is in " + after)
        .hasMessageContaining("move it back");
  }

  @Test
  void aLinkAtTheOldPlaceMakesItReadable() throws IOException {
    Files.createSymbolicLink(before, after);

    try (Store store = open(after, "")) {
      Publication publication = store.lastPublication().orElseThrow();
      assertThat(Village.customersIn(store, VISITS, store.files(VISITS, publication)))
          .containsExactly("Anna Baker");
    }
  }

  @Test
  void aLostMetadataDatabaseIsNotTakenForANewWarehouse() throws IOException {
    Files.move(after, before);
    Path database = before.resolve("clientele.db");
    Files.delete(database);

    assertThatThrownBy(() -> open(before, ""))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining(database.toString())
        .hasMessageContaining("put it back");
    assertThat(database).doesNotExist();
  }

  @Test
  void aMetadataDatabaseOfAnotherKindIsRefusedWithoutItsPassword() {
    assertThatThrownBy(() -> open(before, "jdbc:mysql://anna:secret@mill/books?password=secret"))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("jdbc:mysql://mill/books")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aMetadataDatabaseThatIsAwayIsAReasonToTryAgainLater() {
    assertThatThrownBy(() -> open(before, "jdbc:postgresql://localhost:1/books?password=secret"))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("jdbc:postgresql://localhost:1/books")
        .hasMessageNotContaining("secret");
  }

  private static Store open(Path warehouse, String url) {
    return new IcebergStore(new LocationSettings(warehouse, url), CLOCK);
  }
}
