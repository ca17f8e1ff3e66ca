package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.engine.Engine;
import clientele.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCompanyTest {

  private static final int CUSTOMERS = 400;

  @TempDir Path folder;

  private SampleCompany company(Engine engine, Path project) {
    return new SampleCompany(
        engine, new SampleTarget.SqliteFolder(project.resolve("data")), project.resolve("truths"));
  }

  private static List<String> rows(Path project, SampleTable table) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + project.resolve("data").resolve(table.system() + ".db"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from " + table.name())) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.add(row.toString());
      }
      rows.sort(null);
      return rows;
    }
  }

  private static Map<String, List<String>> content(Path project) throws Exception {
    Map<String, List<String>> content = new TreeMap<>();
    for (SampleTable table : SampleTable.ALL) {
      content.put(table.resource(), rows(project, table));
    }
    try (var files = Files.list(project.resolve("truths"))) {
      for (Path file : files.toList()) {
        content.put(file.getFileName().toString(), Files.readAllLines(file));
      }
    }
    return content;
  }

  @Test
  void bringingACompanyForwardGivesWhatMakingItThereGives() throws Exception {
    Path made = folder.resolve("made");
    Path brought = folder.resolve("brought");
    try (Engine engine = Worlds.engine(folder, 2)) {
      company(engine, brought).create(Worlds.company(3, CUSTOMERS, Worlds.UNTIL.minusDays(100)));
      Map<String, List<String>> before = content(brought);
      company(engine, brought).advance(Worlds.UNTIL.minusDays(1));
      company(engine, brought).advance(Worlds.UNTIL);
      company(engine, made).create(Worlds.company(3, CUSTOMERS, Worlds.UNTIL));
      Map<String, List<String>> after = content(brought);
      assertThat(after).isEqualTo(content(made));
      assertThat(after.get("shop/sales_order").size())
          .isGreaterThan(before.get("shop/sales_order").size());
      assertThat(after.get("shop/customer")).doesNotContainSequence(before.get("shop/customer"));
      assertThat(after.get("crm/contact")).doesNotContainSequence(before.get("crm/contact"));
    }
  }

  @Test
  void aCompanyThoughtOutUntilALaterDayShowsNothingOfThatDayBefore() throws Exception {
    Path knowing = folder.resolve("knowing");
    Path unknowing = folder.resolve("unknowing");
    LocalDate before = Worlds.UNTIL.minusDays(1);
    try (Engine engine = Worlds.engine(folder, 2);
        Engine other = Worlds.engine(folder, 2)) {
      SampleCompany company =
          new SampleCompany(
              engine,
              new SampleTarget.SqliteFolder(knowing.resolve("data")),
              knowing.resolve("truths"),
              Worlds.UNTIL);
      company.create(Worlds.company(3, CUSTOMERS, before));
      company(other, unknowing).create(Worlds.company(3, CUSTOMERS, before));
      assertThat(content(knowing)).isEqualTo(content(unknowing));
      company.advance(Worlds.UNTIL);
      company(other, unknowing).advance(Worlds.UNTIL);
      assertThat(content(knowing)).isEqualTo(content(unknowing));
    }
  }

  @Test
  void bringingACompanyToItsOwnDayChangesNothing() throws Exception {
    try (Engine engine = Worlds.engine(folder, 2)) {
      company(engine, folder).create(Worlds.company(3, CUSTOMERS, Worlds.UNTIL));
      Map<String, List<String>> before = content(folder);
      company(engine, folder).advance(Worlds.UNTIL);
      assertThat(content(folder)).isEqualTo(before);
    }
  }

  @Test
  void aCompanyCannotGoBack() {
    try (Engine engine = Worlds.engine(folder, 2)) {
      company(engine, folder).create(Worlds.company(3, 10, Worlds.UNTIL));
      assertThatThrownBy(() -> company(engine, folder).advance(Worlds.UNTIL.minusDays(1)))
          .isInstanceOf(Failure.Settings.class)
          .hasMessageContaining("shop is at 2026-03-31 already, which is after 2026-03-30");
    }
  }

  @Test
  void whereThereIsNoCompanyNoneIsBroughtForward() {
    try (Engine engine = Worlds.engine(folder, 2)) {
      assertThatThrownBy(() -> company(engine, folder).advance(Worlds.UNTIL))
          .isInstanceOf(Failure.Settings.class)
          .hasMessageContaining("create it first");
    }
  }

  @Test
  void aTableOfSomebodyElseIsNotReplaced() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/shop.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("create table customer (customer_id integer, name text)");
      statement.execute("insert into customer values (1, 'Anna Baker')");
    }
    try (Engine engine = Worlds.engine(folder, 2)) {
      assertThatThrownBy(() -> company(engine, folder).create(Worlds.company(3, 10, Worlds.UNTIL)))
          .isInstanceOf(Failure.Settings.class)
          .hasMessageContaining("shop has a table customer that is not the sample company's");
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/shop.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name from customer")) {
      assertThat(rows.getString(1)).isEqualTo("Anna Baker");
    }
  }

  @Test
  void allFaultsOfTheOptionsAreNamedAtOnce() {
    LocalDate from = Worlds.FROM;
    assertThatThrownBy(() -> new SampleOptions(1, 0, from, 0, from.minusDays(1)))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("customers: 0")
        .hasMessageContaining("years: 0")
        .hasMessageContaining("until: 2023-03-31 is before the first day, 2023-04-01");
  }
}
