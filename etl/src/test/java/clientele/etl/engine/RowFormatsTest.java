package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFormatsTest {

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void publish() {
    file = folder.resolve("clientele.duckdb");
    new PublishedFile(file, "")
        .write(
            new PublishedStamp(
                1, LocalDate.parse("2026-03-02"), "run", Instant.parse("2026-03-02T23:00:00Z")),
            List.of());
  }

  @Test
  void csvQuotesWhatItMustAndTellsNullFromEmpty() {
    assertThat(
            csv(
                "select 'a,b' as \"x,y\", 'say \"hi\"' as q, 'two' || chr(10) || 'lines' as l, null as n, '' as e, 'plain' as p"))
        .isEqualTo(
            "\"x,y\",q,l,n,e,p\r\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,\"\",plain\r\n");
  }

  @Test
  void csvMakesFormulasHarmlessAndLeavesNumbersAlone() {
    assertThat(
            csv(
                "select '=1+1' as a, '+44 1' as b, '@x' as c, '-x' as d, -5 as e, -1.50 as f, '+4930123' as g"))
        .isEqualTo("a,b,c,d,e,f,g\r\n'=1+1,'+44 1,'@x,'-x,-5,-1.50,+4930123\r\n");
  }

  @Test
  void momentsAndDaysAreWrittenAsTheyAreWhateverTheTimeZoneOfTheMachine() {
    assertThat(
            csv(
                "select timestamp '2026-03-29 01:30:00' as t, timestamp '2026-03-08 02:30:00.000001' as u, date '2026-03-29' as d"))
        .isEqualTo("t,u,d\r\n2026-03-29 01:30:00,2026-03-08 02:30:00.000001,2026-03-29\r\n");
  }

  @Test
  void jsonKeepsNumbersAndTruthsAndQuotesTheRest() {
    assertThat(
            json(
                "select 1 as a, 1.50 as b, true as c, null as d, 'say \"hi\"' || chr(7) as e, 'nan'::double as f, date '2026-03-29' as g"))
        .isEqualTo(
            "[\n{\"a\":1,\"b\":1.50,\"c\":true,\"d\":null,\"e\":\"say \\\"hi\\\"\\u0007\",\"f\":\"NaN\",\"g\":\"2026-03-29\"}\n]\n");
    assertThat(json("select 1 as a where false")).isEqualTo("[]\n");
  }

  @Test
  void allRowsAreWrittenAndCounted() {
    StringBuilder output = new StringBuilder();
    try (PublishedReader reader = PublishedReader.open(file)) {
      assertThat(reader.write("select * from range(100000)", RowFormat.CSV, output))
          .isEqualTo(100_000);
    }
    assertThat(output.toString().lines()).hasSize(100_001).endsWith("99998", "99999");
  }

  @Test
  void parquetIsWrittenInPlaceOfWhatHadTheName() {
    Path target = folder.resolve("answer.parquet");
    PublishedReader.writeParquet(file, "select 1 as n", target);
    PublishedReader.writeParquet(file, "select 42 as n -- the answer", target);
    PublishedReader.writeParquet(
        file, "select id from clientele_publication;", folder.resolve("b"));

    try (DuckDbSession session = DuckDbSession.open("", new Properties())) {
      String select = "select n from read_parquet(%s)".formatted(SqlText.text(target.toString()));
      int answer =
          session.query(
              select,
              result -> {
                result.next();
                return result.getInt(1);
              });
      assertThat(answer).isEqualTo(42);
    }
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("clientele.duckdb", "answer.parquet", "b");
  }

  @Test
  void aTableOnTheTerminalIsAlignedAndCannotSteerIt() throws IOException {
    TextTable table =
        new TextTable(
            List.of("name", "n"),
            List.of(Arrays.asList("\u001b[2Jred\nline", null), List.of("a\u202eb\u009b", "12")));
    StringBuilder output = new StringBuilder();
    TextTables.print(table, output);

    assertThat(output.toString())
        .isEqualTo(
            """
            name                    n
            ----------------------  ----
            \\u001b[2Jred\\u000aline  null
            a\\u202eb\\u009b          12
            """);
  }

  private String csv(String sql) {
    return write(sql, RowFormat.CSV);
  }

  private String json(String sql) {
    return write(sql, RowFormat.JSON);
  }

  private String write(String sql, RowFormat format) {
    StringBuilder output = new StringBuilder();
    try (PublishedReader reader = PublishedReader.open(file)) {
      reader.write(sql, format, output);
    }
    return output.toString();
  }
}
