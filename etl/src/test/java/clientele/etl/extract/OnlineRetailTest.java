package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineRetailTest {

  @TempDir private static Path project;

  private static Nights nights;
  private static TableExtract extract;

  @BeforeAll
  static void extractTheWholeFile() throws IOException {
    Path file = SharedData.require("uci_online_retail.csv.gz");
    Examples.copy("online-retail", project);
    Files.createSymbolicLink(project.resolve("data").resolve("online_retail.csv.gz"), file);
    nights = new Nights(project, Map.of());
    long start = System.nanoTime();
    extract = nights.night(MONDAY).get(0);
    System.out.println("extract " + (System.nanoTime() - start) / 1_000_000 + " ms");
  }

  @AfterAll
  static void close() {
    if (nights != null) {
      nights.close();
    }
  }

  @Test
  void everyLineArrives() {
    assertThat(extract.read()).isEqualTo(541_909);
    assertThat(extract.loaded()).isEqualTo(541_909);
    assertThat(extract.quarantined()).isZero();
  }
}
