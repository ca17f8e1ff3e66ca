package clientele.etl.store;

import static clientele.etl.store.StoreBehaviour.CLOCK;
import static clientele.etl.store.Village.MONDAY;
import static clientele.etl.store.Village.TUESDAY;
import static clientele.etl.store.Village.VISITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchStoreTest {

  @TempDir Path folder;

  @Test
  void aNightThatWasRebuiltIsBuiltAgainOnWhatTheDayBeforeLeft() {
    try (Store store =
        new IcebergStore(new LocationSettings(folder.resolve("warehouse"), ""), CLOCK)) {
      publish(store, "first", MONDAY, "Anna Baker");
      publish(store, "second", TUESDAY, "Boris Cook");
      Publication rebuilt = publish(store, "rebuild", TUESDAY, "Clara Dyer");

      Store scratch = new ScratchStore(store, rebuilt, folder.resolve("scratch"));

      assertThat(Village.customersIn(store, VISITS, scratch.files(VISITS, "any")))
          .containsExactly("Anna Baker");
    }
  }

  private static Publication publish(Store store, String run, LocalDate date, String customer) {
    store.prepare(run);
    store.commit(
        VISITS, run, new Change.Append(Village.visits(store, VISITS, date, customer)), Map.of());
    return store.publish(run, "run-" + run, date);
  }
}
