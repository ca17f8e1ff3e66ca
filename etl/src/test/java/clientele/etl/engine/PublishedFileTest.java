package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedFileTest {

  private static final Column NAME = column("name", new ColumnType.VarcharType(), "who", false);
  private static final Column VISITS =
      column("visits", new ColumnType.BigintType(), "how often", false);
  private static final Column EMAIL =
      column("email", new ColumnType.VarcharType(), "the address", true);
  private static final String KEY = "a key that nobody should find";

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("published").resolve("clientele.duckdb");
  }

  @Test
  void aViewShowsTheRowsOfItsFilesWithTheColumnsOfItsContract() {
    Path older = parquet("older", "select 'Anna Baker' as name, 2::integer as visits");
    Path newer =
        parquet("newer", "select 'mill' as shop, 3::bigint as visits, 'Boris Cook' as name");
    parquet("not_published", "select 'Clara Dyer' as name, 4::bigint as visits");
    publish(
        table("fact_visit", List.of(older, newer), NAME, VISITS),
        table("fact_order", List.of(), NAME, VISITS));

    assertThat(rows("select * from fact_visit order by name"))
        .containsExactly(List.of("Anna Baker", "2"), List.of("Boris Cook", "3"));
    assertThat(rows("select count(*) from fact_order")).containsExactly(List.of("0"));
    assertThat(rows("select data_type from duckdb_columns() where column_name = 'visits'"))
        .containsExactly(List.of("BIGINT"), List.of("BIGINT"));
  }

  @Test
  void meaningsAreComments() {
    Path parquet = parquet("a", "select 'Anna' as name, 2 as visits, 'a@mill.example' as email");
    publish(
        table("fact_visit", List.of(parquet), NAME, VISITS),
        table("dim_customer", List.of(parquet), NAME, EMAIL));

    assertThat(rows("select comment from duckdb_views() where view_name = 'fact_visit'"))
        .containsExactly(List.of("what's in fact_visit"));
    assertThat(rows("select comment from duckdb_tables() where table_name = 'dim_customer'"))
        .containsExactly(List.of("what's in dim_customer"));
    assertThat(
            rows(
                "select column_name, comment from duckdb_columns() where table_name in ('fact_visit', 'dim_customer') order by all"))
        .containsExactly(
            List.of("email", "the address; masked: equal values have equal masks"),
            List.of("name", "who"),
            List.of("name", "who"),
            List.of("visits", "how often"));
  }

  @Test
  void theFileSaysWhichPublicationItIsOf() {
    publish();

    assertThat(rows("select * from clientele_publication"))
        .containsExactly(List.of("7", "2026-03-02", "run-7", "2026-03-02 23:00:00"));
  }

  @Test
  void personalColumnsAreMaskedAlikeInEveryTable() throws IOException {
    Path one = parquet("one", "select 'Anna' as name, 'anna@mill.example' as email");
    Path two =
        parquet(
            "two",
            "select 'A' as name, 'anna@mill.example' as email union all select 'N', null union all select 'E', ''");
    publish(
        table("dim_customer", List.of(one), NAME, EMAIL),
        table("rpt_due", List.of(two), NAME, EMAIL));

    assertThat(
            rows(
                "select c.name, r.name, length(c.email) from dim_customer c join rpt_due r using (email)"))
        .containsExactly(List.of("Anna", "A", "64"));
    assertThat(rows("select name from rpt_due where email is null")).containsExactly(List.of("N"));
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).doesNotContain("anna@mill.example").doesNotContain(KEY);
    String key = "select sha256('%s')".formatted(KEY);
    assertThat(bytes).doesNotContain(rows(key).get(0).get(0));
  }

  @Test
  void withoutAKeyEveryPublicationHasItsOwnMasks() {
    Path parquet = parquet("one", "select 'Anna' as name, 'anna@mill.example' as email");
    PublishedTable table = table("dim_customer", List.of(parquet), NAME, EMAIL);
    new PublishedFile(file, "").write(stamp(1), List.of(table));
    List<List<String>> first = rows("select email from dim_customer");
    new PublishedFile(file, "").write(stamp(2), List.of(table));

    assertThat(rows("select email from dim_customer")).hasSize(1).isNotEqualTo(first);
    new PublishedFile(file, KEY).write(stamp(3), List.of(table));
    List<List<String>> third = rows("select email from dim_customer");
    new PublishedFile(file, KEY).write(stamp(4), List.of(table));
    assertThat(rows("select email from dim_customer")).isEqualTo(third);
  }

  @Test
  void whatAKilledPublicationLeftIsSwept() throws IOException {
    Files.createDirectories(file.getParent());
    Path left = file.resolveSibling("clientele.duckdb.0815.unfinished");
    Files.writeString(left, "half");
    publish();

    try (var found = Files.list(file.getParent())) {
      assertThat(found).containsExactly(file);
    }
  }

  @Test
  void aFolderMayHaveAnyName() {
    folder = folder.resolve("Mill's [new] *books*");
    file = folder.resolve("clientele.duckdb");
    Path parquet = parquet("visits", "select 'Anna Baker' as name, 2 as visits");
    publish(table("fact_visit", List.of(parquet), NAME, VISITS));

    assertThat(rows("select name from fact_visit")).containsExactly(List.of("Anna Baker"));
  }

  @Test
  void aReaderNeverSeesHalfOfTwoPublications() throws Exception {
    AtomicBoolean isDone = new AtomicBoolean();
    publishNumber(1);
    CompletableFuture<Integer> reading =
        CompletableFuture.supplyAsync(
            () -> {
              int reads = 0;
              while (!isDone.get() || reads == 0) {
                List<List<String>> seen =
                    rows(
                        "select p.id, a.visits, b.visits from clientele_publication p, fact_visit a, dim_shop b");
                assertThat(seen).hasSize(1);
                assertThat(seen.get(0)).containsOnly(seen.get(0).get(0));
                reads++;
              }
              return reads;
            });
    for (int number = 2; number <= 12; number++) {
      publishNumber(number);
    }
    isDone.set(true);

    assertThat(reading.get()).isPositive();
    assertThat(rows("select id from clientele_publication")).containsExactly(List.of("12"));
  }

  @Test
  void anOpenReaderKeepsItsPublication() {
    publishNumber(1);
    try (PublishedReader reader = PublishedReader.open(file)) {
      publishNumber(2);
      String sql = "select id, visits from clientele_publication, fact_visit";
      assertThat(reader.show(sql, 9).rows()).containsExactly(List.of("1", "1"));
      assertThat(rows(sql)).containsExactly(List.of("2", "2"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table x as select 1",
        "select 1; select 2",
        "select 1) ; copy (select 1) to 'x.csv'; select (1",
        "copy (select 1) to 'x.csv'",
        "attach 'x.duckdb'",
        "set enable_external_access = true",
        "drop view fact_visit",
        "install httpfs",
        "",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/*')",
        "select * from '/etc/hostname'",
        "select * from 'https://clientele.example/x.parquet'",
        "with gone as (delete from clientele_file returning *) select * from gone",
        "select nonsense"
      })
  void nothingButOneSelectOverThePublicationIsRun(String sql) {
    publishNumber(1);

    try (PublishedReader reader = PublishedReader.open(file)) {
      assertThatThrownBy(() -> reader.show(sql, 10)).isInstanceOf(Failure.class);
      assertThat(reader.show("select visits from fact_visit", 10).rows())
          .containsExactly(List.of("1"));
    }
  }

  @Test
  void aReaderBeforeTheFirstPublicationIsToldWhatToDo() {
    assertThatThrownBy(() -> PublishedReader.open(file))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("clientele run nightly");
  }

  @Test
  void onlySoManyRowsAreShown() {
    publish();

    assertThat(rows("select * from range(1000000000)")).hasSize(9);
  }

  private List<List<String>> rows(String sql) {
    try (PublishedReader reader = PublishedReader.open(file)) {
      return reader.show(sql, 9).rows();
    }
  }

  private void publishNumber(int number) {
    String select = "select 'Anna' as name, %d as visits".formatted(number);
    new PublishedFile(file, KEY)
        .write(
            stamp(number),
            List.of(
                table("fact_visit", List.of(parquet("visit" + number, select)), NAME, VISITS),
                table("dim_shop", List.of(parquet("shop" + number, select)), NAME, VISITS)));
  }

  private void publish(PublishedTable... tables) {
    new PublishedFile(file, KEY).write(stamp(7), List.of(tables));
  }

  private static PublishedStamp stamp(long id) {
    return new PublishedStamp(
        id, LocalDate.parse("2026-03-02"), "run-" + id, Instant.parse("2026-03-02T23:00:00Z"));
  }

  private static PublishedTable table(String name, List<Path> files, Column... columns) {
    return new PublishedTable(name, "what's in " + name, files, List.of(columns));
  }

  private Path parquet(String name, String select) {
    Path path = folder.resolve(name + ".parquet");
    try (DuckDbSession session = DuckDbSession.open("", new Properties())) {
      Files.createDirectories(folder);
      session.run("copy (%s) to %s".formatted(select, SqlText.text(path.toString())));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return path;
  }

  private static Column column(String name, ColumnType type, String meaning, boolean isPersonal) {
    return new Column(name, type, meaning, Optional.empty(), false, isPersonal, false);
  }
}
