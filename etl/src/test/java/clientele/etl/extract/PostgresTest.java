package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import clientele.schema.Column;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTest {

  private static EmbeddedPostgres server;

  @TempDir private Path project;

  @BeforeAll
  static void start() throws IOException, SQLException {
    server =
        EmbeddedPostgres.builder().setServerConfig("password_encryption", "scram-sha-256").start();
    sql(
        "create type mood as enum ('glad', 'sad')",
        "create domain letter as text check (length(value) = 1)",
        """
        create table everything (
          id serial primary key, small smallint, big bigint, exact numeric(12,3), open numeric,
          single real, rough double precision, flag boolean, bits bit(4), fixed char(6),
          name varchar(20), long text, day date, clock time, local timestamp, moment timestamptz,
          spent interval, code uuid, doc json, docb jsonb, feeling mood, tags text[], raw bytea,
          address inet, net cidr, mac macaddr, price money, page xml, span int4range, at_zone timetz,
          many_bits varbit, points numeric[], place point, refined letter)
        """,
        """
        insert into everything values (1, 2, 3000000000, 1.250, 1.123456789, 0.1, 0.1, true,
          b'0101', 'ab', 'Anna', 'long', '2026-03-02', '10:00', '2026-03-02 10:00:00.5',
          '2026-03-02 10:00:00+02', '1 day', '00000000-0000-0000-0000-000000000001', '{"a": 1}',
          '{"b":2}', 'glad', '{x,"y \\\\ z"}', '\\x00ff', '10.0.0.1', '10.0.0.0/8',
          '08:00:2b:01:02:03', 1234.5, '<a>\t</a>', '[1,5)', '10:00:00+02', b'101', '{1.50,2}', '(1,2)', 'x')
        """,
        "insert into everything (id) values (2)",
        "insert into everything (id, day, open) values (3, 'infinity', 'NaN')",
        "create type shelf as (aisle int, level text)",
        "create table places (id int, place shelf)",
        """
        create table rarities (
          id int, wide numeric(50,0), thousandths numeric(5,5), whole numeric(9), number oid,
          letter "char", words tsvector, table_of int[][], era date, moment timestamptz,
          local timestamp, midnight time, open numeric, label name, far interval, big_span int8range)
        """,
        """
        insert into rarities values (1, 12345, 0.00123, 7, 4000000000, 'x', 'a cat', '{{1,2},{3,4}}',
          '0001-01-01', '9999-12-31 23:59:59.999999+00', '1900-01-01', '24:00', 1e20,
          'Anna', '1 year 2 mons -3 days', '[1,9000000000)')
        """,
        "insert into rarities (id, open) values (2, 1.1234567891), (3, 1e30)",
        "insert into rarities (id, era, moment, local) values (4, '0044-03-15 BC', 'infinity',"
            + " '-infinity')",
        "create schema back",
        "create table back.\"Mixed Case\" (\"Id\" int, \"Zip Code\" text)",
        "insert into back.\"Mixed Case\" values (1, 'a')",
        "create table shapes (id int, place point)",
        "create table moments (id int, at timestamptz)",
        "create role reader login password 'sesame'",
        "grant select on everything to reader");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static void sql(String... statements) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private Nights nights(String connection, String tables, Map<String, String> environment) {
    return new Nights(project, environment, 0.5)
        .file(
            "sources/shop/source.yml",
            "transport: jdbc\nconnection:\n"
                + "  url: \"%s\"\n"
                    .formatted(server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""))
                + connection
                + "tables:\n"
                + tables);
  }

  private Nights nights(String tables) {
    return nights("  user: postgres\n", tables, Map.of());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyTypeIsReadExactly(boolean isCopied) {
    try (Nights nights =
        nights(
            "  user: postgres\n  copy: %s\n".formatted(isCopied),
            "  everything:\n    key: [id]\n",
            Map.of())) {
      TableExtract extract = nights.night(MONDAY).get(0);
      assertThat(extract.loaded()).isEqualTo(2);
      assertThat(columns(nights, "everything"))
          .startsWith(
              "id integer",
              "small integer",
              "big bigint",
              "exact decimal(12,3)",
              "open decimal(38,9)",
              "single double",
              "rough double",
              "flag boolean",
              "bits varchar",
              "fixed varchar",
              "name varchar",
              "long varchar",
              "day date",
              "clock varchar",
              "local timestamp",
              "moment timestamp",
              "spent varchar",
              "code varchar",
              "doc varchar",
              "docb varchar",
              "feeling varchar",
              "tags varchar",
              "raw binary",
              "address varchar",
              "net varchar",
              "mac varchar",
              "price decimal(38,9)",
              "page varchar",
              "span varchar",
              "at_zone varchar",
              "many_bits varchar",
              "points varchar",
              "place varchar",
              "refined varchar");
      assertThat(
              nights.rows(
                  MONDAY,
                  "select small, big, exact, open, single, rough, flag, bits, fixed, name, day,"
                      + " clock, local, moment, code, doc, docb, feeling, tags, hex(raw), address,"
                      + " net, mac, price, page, span, at_zone, many_bits, points, place, refined,"
                      + " spent from shop__everything where id = 1"))
          .containsExactly(
              "2|3000000000|1.250|1.123456789|0.1|0.1|true|0101|ab|Anna|2026-03-02|10:00:00|2026-03-02"
                  + " 10:00:00.500000|2026-03-02"
                  + " 08:00:00|00000000-0000-0000-0000-000000000001|{\"a\": 1}|{\"b\":"
                  + " 2}|glad|{x,\"y \\\\"
                  + " z\"}|00FF|10.0.0.1|10.0.0.0/8|08:00:2b:01:02:03|1234.500000000|<a>"
                  + "\t</a>|[1,5)|10:00:00+02|101|{1.50,2}|(1,2)|x|1 day");
      assertThat(nights.rows(MONDAY, "select big, moment, raw from shop__everything where id = 2"))
          .containsExactly("null|null|null");
      assertThat(nights.quarantine("natural_key, column_name, value, rule"))
          .containsExactly("3|open, day|NaN | infinity|not_a_number, year_beyond_9999");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsRareLandsWithItsValueOrIsRefusedWithIt(boolean isCopied) {
    try (Nights nights =
        nights(
            "  user: postgres\n  copy: %s\n".formatted(isCopied),
            "  rarities:\n    key: [id]\n    quarantined_share: 1\n",
            Map.of())) {
      nights.night(MONDAY);
      assertThat(
              nights.rows(
                  MONDAY,
                  "select wide, thousandths, whole, number, letter, words, table_of"
                      + ", era, moment, local, midnight, open, label, far, big_span from"
                      + " shop__rarities order by id"))
          .containsExactly(
              "12345.000000000|0.00123|7|4000000000|x|'a'"
                  + " 'cat'|{{1,2},{3,4}}|0001-01-01|9999-12-31 23:59:59.999999|1900-01-01"
                  + " 00:00:00|24:00:00|100000000000000000000.000000000|Anna|1 year 2 mons -3"
                  + " days|[1,9000000000)");
      assertThat(nights.quarantine("natural_key, column_name, rule"))
          .containsExactly(
              "2|open|more_than_9_decimals",
              "3|open|beyond_decimal(38,9)",
              "4|era, moment, local|year_beyond_9999");
    }
  }

  @Test
  void aTypeOfSeveralPartsIsRefusedByNameAndReadAsTextWhereToldSo() throws SQLException {
    sql("truncate places", "insert into places values (1, '(3,top)')");
    try (Nights nights = nights("  places:\n    key: [id]\n")) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Contract.class)
          .hasMessageContaining("column place has type shelf, which is not read")
          .hasMessageContaining("casts it to text");
    }
    try (Nights nights =
        nights(
            "  places:\n    key: [id]\n    from: select id, place::text as place from places\n")) {
      nights.night(MONDAY);
      assertThat(nights.rows(MONDAY, "select place from shop__places")).containsExactly("(3,top)");
    }
  }

  @Test
  void aDeclaredTypeTakesWhatHasMoreDecimals() {
    try (Nights nights =
        nights(
            "  rarities:\n    key: [id]\n    from: select id, open from rarities where id < 3\n"
                + "    columns: {open: 'decimal(38,12)'}\n")) {
      nights.night(MONDAY);
      assertThat(nights.rows(MONDAY, "select open from shop__rarities where id = 2"))
          .containsExactly("1.123456789100");
    }
  }

  private static List<String> columns(Nights nights, String table) {
    return nights.store().columns(RawTables.name("shop", table)).stream()
        .map((Column column) -> column.name() + " " + column.type().sql())
        .toList();
  }

  @Test
  void tablesInOtherSchemasAndWithOtherSpellingsAreFound() {
    try (Nights nights = nights("  mixed:\n    from: back.Mixed Case\n    key: [id]\n")) {
      nights.night(MONDAY);
      assertThat(nights.rows(MONDAY, "select id, zip_code from shop__mixed"))
          .containsExactly("1|a");
    }
  }

  @Test
  void aWatermarkWithAZoneIsComparedAsAMoment() throws SQLException {
    sql("truncate moments", "insert into moments values (1, '2026-03-02 12:00:00+03')");
    try (Nights nights = nights("  moments:\n    key: [id]\n    watermark: at\n")) {
      assertThat(nights.night(MONDAY).get(0).watermark()).hasValue("2026-03-02T09:00");
      sql(
          "insert into moments values (2, '2026-03-02 08:00:01+00')",
          "insert into moments values (3, '2026-03-02 07:59:59+00')");
      nights.night(MONDAY.plusDays(1));
      assertThat(nights.rows(MONDAY.plusDays(1), "select id from shop__moments order by id"))
          .containsExactly("1", "2");
    }
  }

  @Test
  void aWrongPasswordNamesUserAndVariableAndShowsNoPassword() {
    try (Nights nights =
        nights(
            "  user: reader\n  password: \"${SHOP_PASSWORD}\"\n",
            "  everything:\n    key: [id]\n",
            Map.of("SHOP_PASSWORD", "open-sesame"))) {
      requirePasswords();
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Source.class)
          .hasMessageContaining("refuses user 'reader'")
          .hasMessageContaining("Set environment variable SHOP_PASSWORD")
          .hasStackTraceContaining("PSQLException")
          .satisfies(failure -> assertThat(failure).message().doesNotContain("open-sesame"));
    }
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    try (Nights nights =
        nights(
            "  user: reader\n  password: \"${SHOP_PASSWORD}\"\n",
            "  everything:\n    key: [id]\n",
            Map.of())) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Settings.class)
          .hasMessageContaining("environment variable SHOP_PASSWORD is not set");
    }
  }

  /** The embedded server trusts everybody until told otherwise. */
  private static void requirePasswords() {
    try {
      sql(
          "copy (select 'host all reader 127.0.0.1/32 scram-sha-256' union all select 'host all all"
              + " all trust' union all select 'local all all trust') to '"
              + hbaFile()
              + "'",
          "select pg_reload_conf()");
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private static String hbaFile() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("show hba_file")) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void aMissingTableIsNamedWithThoseThereAre() {
    try (Nights nights = nights("  everythin:\n    key: [id]\n")) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Contract.class)
          .hasMessageContaining("no table 'everythin'")
          .hasMessageContaining("everything");
    }
  }

  @Test
  void aTableThatTheUserMayNotReadIsNamed() {
    try (Nights nights =
        nights(
            "  user: reader\n  password: \"${SHOP_PASSWORD}\"\n",
            "  shapes:\n    key: [id]\n",
            Map.of("SHOP_PASSWORD", "sesame"))) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Contract.class)
          .hasMessageContaining("shop.shapes")
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void aServerThatIsNotThereIsTriedThreeTimesAndNamed() {
    Nights nights =
        new Nights(project, Map.of())
            .file(
                "sources/shop/source.yml",
                """
                transport: jdbc
                connection: {url: "jdbc:postgresql://localhost:1/shop"}
                tables: {orders: {key: [id]}}
                """);
    try (nights) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Source.class)
          .hasMessageContaining("jdbc:postgresql://localhost:1/shop")
          .hasMessageContaining("refused");
    }
  }

  @Test
  void theSourceIsOnlyRead() {
    String thief = "with thief as (delete from everything returning *) select * from thief";
    try (Nights nights =
        nights("  everything:\n    from: \"%s\"\n    key: [id]\n".formatted(thief))) {
      assertThatThrownBy(() -> nights.night(MONDAY)).isInstanceOf(Failure.class);
    }
  }
}
