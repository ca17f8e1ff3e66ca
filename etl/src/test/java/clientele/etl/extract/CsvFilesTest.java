package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFilesTest {

  @TempDir private Path project;

  private Nights nights;

  @BeforeEach
  void open() {
    nights = new Nights(project, Map.of(), 0.9);
  }

  @AfterEach
  void close() {
    nights.close();
  }

  private void source(String table) {
    nights.file(
        "sources/mill/source.yml",
        "source: mill\ntransport: files\ntables:\n  flour:\n    files: \"data/*.csv*\"\n" + table);
  }

  private void data(String name, byte[] bytes) throws IOException {
    Files.createDirectories(project.resolve("data"));
    Files.write(project.resolve("data").resolve(name), bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void byteOrderMarkCrLfQuotedNewlinesAndNoNewlineAtTheEndAreRead() throws IOException {
    source("    key: [id]\n");
    data("a.csv", utf8("\uFEFFId,Zip Code\r\n1,\"two\r\nlines, \"\"quoted\"\"\"\r\n\r\n2,last"));
    TableExtract extract = nights.night(MONDAY).get(0);
    assertThat(extract.loaded()).isEqualTo(2);
    assertThat(
            nights.rows(MONDAY, "select id, zip_code, _file, _line from mill__flour order by id"))
        .containsExactly("1|two\r\nlines, \"quoted\"|data/a.csv|2", "2|last|data/a.csv|5");
  }

  @Test
  void gzipIsKnownByItsContentAndDoesNotChangeTheRowsIdentity() throws IOException {
    source("    key: [_file, _line]\n");
    data("a.csv", utf8("name\nanna\n"));
    nights.night(MONDAY);
    Files.delete(project.resolve("data/a.csv"));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(utf8("name\nanna\n"));
    }
    data("a.csv.gz", packed.toByteArray());
    TableExtract extract = nights.night(MONDAY.plusDays(1)).get(0);
    assertThat(extract.unchanged()).isEqualTo(1);
    assertThat(extract.deleted()).isZero();
  }

  @Test
  void otherDialectsAreReadAsDeclared() throws IOException {
    source(
        """
            key: [nr]
            csv: {delimiter: ";", quote: "'", encoding: windows-1251, header: false,
                  columns: [nr, name, amount, sold_at], "null": "-", trim: true, skip_lines: 1,
                  decimal_separator: ","}
            columns:
              nr: bigint
              amount: "decimal(18,2)"
              sold_at: {type: timestamp, pattern: "dd.MM.yyyy HH:mm"}
        """);
    data(
        "a.csv",
        "Отчёт\n1; 'Мука; ржаная' ;12,50;02.03.2026 09:30\n2;-;-;-\n"
            .getBytes(Charset.forName("windows-1251")));
    nights.night(MONDAY);
    assertThat(nights.rows(MONDAY, "select nr, name, amount, sold_at from mill__flour order by nr"))
        .containsExactly("1|Мука; ржаная|12.50|2026-03-02 09:30:00", "2|null|null|null");
  }

  @Test
  void badRowsAreQuarantinedWithTheirReasonAndTheRestIsLoaded() throws IOException {
    source("    key: [id]\n    columns: {amount: integer, day: date}\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(utf8("id,amount,day\n1,10,2026-03-01\n2,ten,2026-02-30\n3,1\n"));
    bytes.write(utf8("4,4,2026-01-01,more\n,5,2026-01-01\n6\u00ff"));
    bytes.write(new byte[] {(byte) 0xC3, ','});
    bytes.write(utf8("6,2026-01-01\n1,11,2026-03-01\n"));
    data("a.csv", bytes.toByteArray());
    TableExtract extract = nights.night(MONDAY).get(0);
    assertThat(extract.read()).isEqualTo(7);
    assertThat(extract.loaded()).isEqualTo(1);
    assertThat(extract.quarantined()).isEqualTo(6);
    assertThat(nights.quarantine("source, table_name, natural_key, column_name, value, rule"))
        .containsExactlyInAnyOrder(
            "mill|flour|1|id|1 (data/a.csv:2)|duplicate_key",
            "mill|flour|2|amount, day|ten | 2026-02-30|not_a_number, not_a_date",
            "mill|flour|(data/a.csv:4)||3,1|2_fields_instead_of_3",
            "mill|flour|(data/a.csv:5)||4,4,2026-01-01,more|4_fields_instead_of_3",
            "mill|flour|(data/a.csv:6)|id||key_is_null",
            "mill|flour|(data/a.csv:7)|id|6\u00ff\uFFFD|broken_utf_8");
    assertThat(nights.rows(MONDAY, "select id, amount from mill__flour")).containsExactly("1|11");
  }

  @Test
  void moreBadRowsThanTheLimitStopTheTableBeforeAnythingIsLoaded() throws IOException {
    source("    key: [id]\n    columns: {amount: integer}\n");
    data("a.csv", utf8("id,amount\n1,x\n2,y\n"));
    assertThatThrownBy(() -> nights.night(MONDAY))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("mill.flour: 2 of 2 rows do not fit")
        .hasMessageContaining("not_a_number=2 such as 1");
    assertThat(nights.store().rows(RawTables.name("mill", "flour"), "nobody")).isZero();
  }

  @Test
  void aLaterFileMayAddAColumnButNotLoseOne() throws IOException {
    source("    key: [id]\n");
    data("1.csv", utf8("id,name\n1,anna\n"));
    data("2.csv", utf8("town,id,name\nmill,2,boris\n"));
    nights.night(MONDAY);
    assertThat(nights.rows(MONDAY, "select id, name, town from mill__flour order by id"))
        .containsExactly("1|anna|null", "2|boris|mill");
    data("3.csv", utf8("id,town\n3,mill\n"));
    assertThatThrownBy(() -> nights.night(MONDAY.plusDays(1)))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("file data/3.csv lacks name, which data/2.csv has");
  }

  @Test
  void aMissingFileIsNamedWithItsPatternAndFolder() {
    source("    key: [id]\n");
    assertThatThrownBy(() -> nights.night(MONDAY))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("'data/*.csv*'")
        .hasMessageContaining(project.toString());
  }

  @Test
  void namesWithoutLatinLettersAndNamesThatFallTogetherAreRefused() throws IOException {
    source("    key: [id]\n");
    data("a.csv", utf8("id,Имя,zip code,Zip-Code\n1,a,b,c\n"));
    assertThatThrownBy(() -> nights.night(MONDAY))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("'Имя' has no plain name")
        .hasMessageContaining("'zip code' and 'Zip-Code' would both be named zip_code");
  }

  @Test
  void aTruncatedGzipFileIsRefusedAsUnreadable() throws IOException {
    source("    key: [id]\n");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(utf8("id\n" + "1234567\n7654321\n".repeat(1000)));
    }
    data("a.csv.gz", Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    assertThatThrownBy(() -> nights.night(MONDAY))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("data/a.csv cannot be read to its end");
  }
}
