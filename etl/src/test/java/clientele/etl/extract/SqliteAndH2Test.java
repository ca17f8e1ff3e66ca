package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAndH2Test {

  @TempDir private Path project;

  private static void sql(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private Nights nights(String connection, String tables) {
    return new Nights(project, Map.of(), 0.5)
        .file(
            "sources/shop/source.yml",
            "transport: jdbc\ntime_zone: Europe/London\nconnection: {%s}\ntables:\n%s"
                .formatted(connection, tables));
  }

  @Test
  void sqliteValuesAreReadByTheirTextWhateverTheColumnSays() throws SQLException {
    sql(
        "jdbc:sqlite:" + project.resolve("shop.db"),
        """
        create table everything (id integer primary key, price decimal(10,2), free decimal,
          flag boolean, day date, moment datetime, rough real, name text, raw blob, any_thing)
        """,
        """
        insert into everything values (1, 19.99, 0.1, 1, '2026-07-01', '2026-07-01 10:00:00', 0.5,
          'Anna', x'00ff', 12)
        """,
        "insert into everything (id, moment) values (2, '2026-07-01T10:00:00.25+02:00')",
        "insert into everything (id, moment, day) values (3, 1782900000, 1782900000000)",
        "insert into everything (id, moment, price) values (4, 'noon', 1.005)");
    try (Nights nights = nights("url: \"jdbc:sqlite:shop.db\"", "  everything: {key: [id]}\n")) {
      assertThat(nights.night(MONDAY).get(0).loaded()).isEqualTo(3);
      assertThat(
              nights.rows(
                  MONDAY,
                  "select price, free, flag, day, moment, rough, name, hex(raw), any_thing"
                      + " from shop__everything order by id"))
          .containsExactly(
              "19.99|0.100000000|true|2026-07-01|2026-07-01 09:00:00|0.5|Anna|00FF|12",
              "null|null|null|null|2026-07-01 08:00:00.250000|null|null|null|null",
              "null|null|null|2026-07-01|2026-07-01 10:00:00|null|null|null|null");
      assertThat(nights.quarantine("natural_key, column_name, value, rule"))
          .containsExactly("4|price, moment|1.005 | noon|more_than_2_decimals, not_a_timestamp");
    }
  }

  @Test
  void aSqliteFileThatIsNotThereIsNamedAndNotMade() {
    try (Nights nights = nights("url: \"jdbc:sqlite:no.db\"", "  orders: {key: [id]}\n")) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Source.class)
          .hasMessageContaining("no.db");
      assertThat(project.resolve("no.db")).doesNotExist();
    }
  }

  @Test
  void h2TypesAreReadExactly() throws SQLException {
    sql(
        "jdbc:h2:file:" + project.resolve("shop"),
        """
        create table everything (id int primary key, exact numeric(20,4), loose decfloat,
          flag boolean, sold_on date, sold_at timestamp(6), moment timestamp with time zone, code uuid,
          kind enum('a', 'b'), name varchar, raw varbinary, tags varchar array)
        """,
        """
        insert into everything values (1, 1.5, 2.25, true, date '2026-07-01',
          timestamp '2026-07-01 10:00:00.5', timestamp with time zone '2026-07-01 10:00:00+02:00',
          '00000000-0000-0000-0000-000000000001', 'b', 'Anna', x'00ff', array['x', 'y'])
        """,
        "create user reader password 'sesame'",
        "grant select on everything to reader");
    try (Nights nights = nights("url: \"jdbc:h2:file:./shop\"", "  everything: {key: [id]}\n")) {
      nights.night(MONDAY);
      assertThat(
              nights.rows(
                  MONDAY,
                  "select exact, loose, flag, sold_on, sold_at, moment, code, kind, name, hex(raw),"
                      + " tags from shop__everything"))
          .containsExactly(
              "1.5000|2.250000000|true|2026-07-01|2026-07-01 09:00:00.500000|2026-07-01 08:00:00"
                  + "|00000000-0000-0000-0000-000000000001|b|Anna|00FF|[x, y]");
    }
    try (Nights nights =
        nights("url: \"jdbc:h2:file:./shop\", user: reader", "  everything: {key: [id]}\n")) {
      assertThat(nights.extractor().test(nights.sources().get(0)))
          .singleElement()
          .satisfies(
              test ->
                  assertThat(test.message())
                      .contains("refuses user 'reader'")
                      .contains("password:"));
    }
  }

  @Test
  void whatIsRareInH2LandsWithItsValueOrIsRefusedWithIt() throws SQLException {
    sql(
        "jdbc:h2:file:" + project.resolve("rare"),
        """
        create table rarities (id int primary key, tiny tinyint, small smallint, big bigint,
          half real, whole double precision, fixed char(5), long clob, picture blob, doc json,
          clock time, zoned time with time zone, span interval day to hour, loose decfloat)
        """,
        """
        insert into rarities values (1, -128, -32768, -9223372036854775808, 0.1, 0.1, 'ab', 'long',
          x'00ff', json '{"a": 1}', time '10:00:00', time with time zone '10:00:00+02:00',
          interval '1 2' day to hour, 1e20)
        """,
        "insert into rarities (id, loose) values (2, 0.0000000001)");
    try (Nights nights =
        nights("url: \"jdbc:h2:file:./rare\"", "  rarities: {key: [id], quarantined_share: 1}\n")) {
      nights.night(MONDAY);
      assertThat(
              nights.rows(
                  MONDAY,
                  "select tiny, small, big, half, whole, fixed, long, hex(picture), doc, clock,"
                      + " zoned, span, loose from shop__rarities"))
          .containsExactly(
              "-128|-32768|-9223372036854775808|0.1|0.1|ab|long|00FF|{\"a\":1}|10:00:00|10:00:00+02"
                  + "|INTERVAL '1 02' DAY TO HOUR|100000000000000000000.000000000");
      assertThat(nights.quarantine("natural_key, column_name, rule"))
          .containsExactly("2|loose|more_than_9_decimals");
    }
  }

  @Test
  void aDriverIsFoundInTheDriversFolder() throws IOException {
    Path drivers = Files.createDirectories(project.resolve("drivers"));
    DriverJar.write(drivers.resolve("toy.jar"));
    try (Nights nights = nights("url: \"jdbc:toy:shelf\"", "  toys: {key: [id]}\n")) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Source.class)
          .hasMessageContaining("the toy driver was asked for jdbc:toy:shelf");
    }
  }

  @Test
  void aUrlThatNoDriverTakesIsRefusedWithTheFolderToPutOneInto() {
    try (Nights nights = nights("url: \"jdbc:oracle:thin:@db\"", "  toys: {key: [id]}\n")) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Settings.class)
          .hasMessageContaining("jdbc:oracle:thin:@db")
          .hasMessageContaining(project.resolve("drivers").toString());
    }
  }
}
