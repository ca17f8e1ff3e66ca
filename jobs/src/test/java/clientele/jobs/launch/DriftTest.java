package clientele.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night looks at its sources before it reads them. */
class DriftTest {

  private static final LocalDate FIRST = LocalDate.parse("2025-12-19");

  @TempDir private Path folder;

  @Test
  void newColumnsAreToldAndWhatIsLostStopsTheNightBeforeAnyTableIsRead() throws IOException {
    Path project = Village.copyTo(folder.resolve("village"));
    night(project, FIRST);
    Path customers = project.resolve("data/customer.csv");
    String before = Files.readString(customers);
    Files.writeString(customers, before.replaceAll("(?m)$(?!\\z)", ",x").replaceFirst(",x", ",y"));

    NightResult told = night(project, FIRST.plusDays(1));

    assertThat(told.steps())
        .filteredOn(step -> step.step().equals("look at the sources"))
        .singleElement()
        .extracting(step -> step.note())
        .asString()
        .startsWith("shop.customer: new column y is kept raw");

    Files.writeString(customers, before.replaceAll("(?m),[^,]*$", ""));
    Path lines = project.resolve("data/order_line.csv");
    Files.writeString(lines, Files.readString(lines).replaceFirst("quantity", "pieces"));
    assertThatThrownBy(() -> night(project, FIRST.plusDays(2)))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("shop.customer: column email is missing")
        .hasMessageContaining("column y is missing")
        .hasMessageContaining("shop.order_line")
        .hasMessageContaining("quantity");
  }

  private static NightResult night(Path project, LocalDate date) {
    return new Nightly(
            PublishedRows.settings(project), InstantSource.system(), new Silence(), () -> false)
        .run(new NightOrder(date, Optional.of("fact_order_line"), false));
  }
}
