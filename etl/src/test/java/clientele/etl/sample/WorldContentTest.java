package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldContentTest {

  private static final int CUSTOMERS = 700;

  @TempDir Path scratch;

  private record Content(long rows, long digest) {}

  private Map<String, Content> contents(SampleOptions company, LocalDate until, int threads) {
    Map<String, Content> contents = new TreeMap<>();
    try (Engine engine = Worlds.engine(scratch, threads)) {
      World world = World.make(engine, company);
      for (SampleTable table : SampleTable.ALL) {
        Select rows = world.rows(table, until);
        Select lines = Line.of(rows, engine.describe(rows));
        Select content =
            new Select(
                "select count(*) as rows, coalesce(bit_xor(hash_key(line)), 0) as digest from (%s) as lines"
                    .formatted(lines.sql()),
                lines.parameters());
        contents.put(table.resource(), engine.read(content, Content.class).get(0));
      }
    }
    return contents;
  }

  @Test
  void theSameSeedGivesTheSameRowsWithOneThreadAndWithMany() {
    SampleOptions company = Worlds.company(7, CUSTOMERS, Worlds.UNTIL);
    Map<String, Content> one = contents(company, Worlds.UNTIL, 1);
    assertThat(contents(company, Worlds.UNTIL, 4)).isEqualTo(one);
    assertThat(one).allSatisfy((table, content) -> assertThat(content.rows()).isPositive());
  }

  @Test
  void anotherSeedGivesAnotherCompanyOfTheSameSize() {
    Map<String, Content> one =
        contents(Worlds.company(7, CUSTOMERS, Worlds.UNTIL), Worlds.UNTIL, 2);
    Map<String, Content> two =
        contents(Worlds.company(8, CUSTOMERS, Worlds.UNTIL), Worlds.UNTIL, 2);
    assertThat(two.get("shop/customer").rows()).isEqualTo(CUSTOMERS);
    assertThat(one.get("shop/customer").rows()).isEqualTo(CUSTOMERS);
    assertThat(two.get("shop/customer").digest()).isNotEqualTo(one.get("shop/customer").digest());
    assertThat(two.get("shop/order_line").digest())
        .isNotEqualTo(one.get("shop/order_line").digest());
  }

  @Test
  void whatADayShowsDoesNotDependOnHowFarTheWorldReaches() {
    for (LocalDate day :
        new LocalDate[] {
          Worlds.UNTIL.minusDays(1), LocalDate.of(2024, 12, 31), LocalDate.of(2023, 6, 2)
        }) {
      SampleOptions near = Worlds.company(7, CUSTOMERS, day);
      SampleOptions far = Worlds.company(7, CUSTOMERS, LocalDate.of(2026, 7, 15));
      assertThat(contents(near, day, 2)).as("%s", day).isEqualTo(contents(far, day, 2));
    }
  }

  @Test
  void aCompanyOfOneCustomerAndOneDayIsMade() {
    Map<String, Content> contents = contents(Worlds.company(1, 1, Worlds.FROM), Worlds.FROM, 2);
    assertThat(contents.get("shop/product").rows()).isEqualTo(100);
    assertThat(contents.get("shop/customer").rows()).isBetween(0L, 1L);
  }
}
