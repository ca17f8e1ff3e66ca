package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.vorburger.exec.ManagedProcessException;
import clientele.etl.servers.MariaDbServer;
import clientele.failure.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbTest {

  private static String address;

  @TempDir private Path project;

  @BeforeAll
  static void start() throws ManagedProcessException, SQLException {
    address = MariaDbServer.shared().address();
    sql(
        "create or replace database shop",
        "use shop",
        "set sql_mode = ''",
        """
        create table everything (
          id int unsigned primary key, tiny tinyint(1), small smallint, big bigint unsigned,
          exact decimal(10,2), wide decimal(65,30), single float, rough double, flag bit(1),
          bits bit(10), year_made year, name varchar(20), long_text longtext, doc json,
          kind enum('a', 'b'), kinds set('a', 'b'), day date, clock time, local datetime(6),
          moment timestamp null, raw varbinary(10), picture blob)
        default charset utf8mb4
        """,
        "set time_zone = '+03:00'",
        """
        insert into everything values (4000000000, 5, 2, 18446744073709551615, 1.25, 1.5, 0.1, 0.1,
          b'1', b'1000000001', 2026, 'Анна', 'long', '{"a": 1}', 'a', 'a,b', '2026-03-02',
          '26:00:00', '2026-03-02 10:00:00.5', '2026-03-02 10:00:00', x'00ff', x'01')
        """,
        "insert into everything (id) values (2)",
        "insert into everything (id, day, local) values (3, '0000-00-00', '2026-00-10 00:00:00')",
        """
        create table rarities (
          id int primary key, tiny tinyint unsigned, small smallint unsigned zerofill,
          medium mediumint unsigned, price decimal(10,2) unsigned, whole decimal(20), code uuid,
          address inet6, back time, years year, empty text, flags bit(64), half double unsigned,
          opened datetime, exact decimal(65,30))
        """,
        """
        insert into rarities values (1, 255, 65535, 16777215, 9.99, 12345678901234567890,
          '123e4567-e89b-12d3-a456-426655440000', '2001:db8::ff00:42:8329', '-838:59:59', 1901, '',
          b'1000000000000000000000000000000000000000000000000000000000000001', 0.5,
          '1000-01-01 00:00:00', 1.5)
        """,
        "insert into rarities (id, exact) values (2, 0.0000000001)",
        "create or replace user reader@'%' identified by 'sesame'",
        "grant select on shop.* to reader@'%'",
        "create table numbers (id int primary key)",
        "insert into numbers select seq from seq_1_to_30000",
        "create table shops (id int primary key, place point, other int)",
        "create table changes (id int primary key, at timestamp(6) null)");
  }

  private static void sql(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:mariadb:" + address, MariaDbServer.OWNER, MariaDbServer.OWNER);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private Nights nights(String scheme, String table, String password) {
    return nights(scheme, table, "", password);
  }

  private Nights nights(String scheme, String table, String more, String password) {
    return new Nights(project, Map.of("SHOP_PASSWORD", password), 0.5)
        .file(
            "sources/shop/source.yml",
            """
            transport: jdbc
            connection:
              url: "jdbc:%s:%sshop"
              user: reader
              password: "${SHOP_PASSWORD}"
              fetch_size: 1000
            tables: {%s: {key: [id]%s}}
            """
                .formatted(scheme, address, table, more));
  }

  @Test
  void everyTypeIsReadExactlyAndZeroDatesAreQuarantined() {
    try (Nights nights = nights("mariadb", "everything", "sesame")) {
      assertThat(nights.night(MONDAY).get(0).loaded()).isEqualTo(2);
      assertThat(
              nights.rows(
                  MONDAY,
                  "select id, tiny, small, big, exact, wide, single, rough, flag, bits, year_made,"
                      + " name, doc, kind, kinds, day, clock, local, moment, hex(raw)"
                      + " from shop__everything where small = 2"))
          .containsExactly(
              "4000000000|5|2|18446744073709551615|1.25|1.500000000|0.1|0.1|true|1000000001|2026"
                  + "|Анна|{\"a\": 1}|a|a,b|2026-03-02|26:00:00|2026-03-02 10:00:00.500000"
                  + "|2026-03-02 07:00:00|00FF");
      assertThat(nights.quarantine("natural_key, column_name, value, rule"))
          .containsExactly("3|day, local|0000-00-00 | 2026-00-10 00:00:00.000000|zero_date");
    }
  }

  @Test
  void whatIsRareLandsWithItsValueOrIsRefusedWithIt() {
    try (Nights nights = nights("mariadb", "rarities", ", quarantined_share: 1", "sesame")) {
      nights.night(MONDAY);
      assertThat(
              nights.rows(
                  MONDAY,
                  "select tiny, small, medium, price, whole, code, address, back, years, empty,"
                      + " flags, half, opened, exact from shop__rarities"))
          .containsExactly(
              "255|65535|16777215|9.99|12345678901234567890|123e4567-e89b-12d3-a456-426655440000"
                  + "|2001:db8::ff00:42:8329|-838:59:59|1901||1000000000000000000000000000000000000000000000000000000000000001|0.5|1000-01-01"
                  + " 00:00:00|1.500000000");
      assertThat(nights.quarantine("natural_key, column_name, rule"))
          .containsExactly("2|exact|more_than_9_decimals");
    }
  }

  @Test
  void everyTypeHasItsRawType() {
    try (Nights nights = nights("mariadb", "everything", "sesame")) {
      nights.night(MONDAY);
      assertThat(nights.store().columns(RawTables.name("shop", "everything")))
          .extracting(column -> column.name() + " " + column.type().sql())
          .startsWith(
              "id bigint",
              "tiny integer",
              "small integer",
              "big decimal(20,0)",
              "exact decimal(10,2)",
              "wide decimal(38,9)",
              "single double",
              "rough double",
              "flag boolean",
              "bits varchar",
              "year_made integer",
              "name varchar",
              "long_text varchar",
              "doc varchar",
              "kind varchar",
              "kinds varchar",
              "day date",
              "clock varchar",
              "local timestamp",
              "moment timestamp",
              "raw binary",
              "picture binary");
    }
  }

  @Test
  void aTypeThatIsNotReadIsRefusedByNameWithTheWayOut() {
    try (Nights nights = nights("mariadb", "shops", "sesame")) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Contract.class)
          .hasMessageContaining("column place has type POINT, which is not read")
          .hasMessageContaining("from: select");
    }
  }

  @Test
  void aWatermarkIsComparedAsAMoment() throws SQLException {
    sql(
        "use shop",
        "set time_zone = '+03:00'",
        "insert into changes values (1, '2026-03-02 12:00:00')");
    try (Nights nights =
        nights("mariadb", "changes", ", watermark: at, overlap: 1 hour", "sesame")) {
      assertThat(nights.night(MONDAY).get(0).watermark()).hasValue("2026-03-02T09:00");
      sql(
          "use shop",
          "set time_zone = '+00:00'",
          "insert into changes values (2, '2026-03-02 08:00:01')",
          "insert into changes values (3, '2026-03-02 07:59:59')");
      nights.night(MONDAY.plusDays(1));
      assertThat(nights.rows(MONDAY.plusDays(1), "select id from shop__changes order by id"))
          .containsExactly("1", "2");
    }
  }

  @Test
  void aUrlOfMysqlIsReadWithTheSameDriver() {
    try (Nights nights = nights("mysql", "numbers", "sesame")) {
      assertThat(nights.night(MONDAY).get(0).loaded()).isEqualTo(30_000);
    }
  }

  @Test
  void aWrongPasswordNamesUserAndVariable() {
    try (Nights nights = nights("mariadb", "numbers", "open-sesame")) {
      assertThatThrownBy(() -> nights.night(MONDAY))
          .isInstanceOf(Failure.Source.class)
          .hasMessageContaining("refuses user 'reader'")
          .hasMessageContaining("SHOP_PASSWORD")
          .message()
          .doesNotContain("open-sesame");
    }
  }
}
