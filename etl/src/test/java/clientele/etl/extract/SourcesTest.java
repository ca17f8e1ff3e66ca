package clientele.etl.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import clientele.schema.ColumnType;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

  private static final Set<String> ENTITIES = Set.of("customer", "order_line", "product");

  @TempDir private Path project;

  @Test
  void limitsOfFreshnessThatContradictThemselvesAreRefused() {
    Nights.write(
        project,
        "sources/shop/source.yml",
        """
        transport: jdbc
        connection: {url: "jdbc:sqlite:shop.db"}
        freshness: {hours: 36}
        tables:
          orders: {key: [id], freshness: {warn_hours: 48, stop_hours: 24}}
        """);
    assertThatThrownBy(() -> Sources.read(project, ENTITIES))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("'hours'")
        .hasMessageContaining("24 is less than warn_hours 48");
  }

  @Test
  void aDatabaseSourceIsReadAsWritten() {
    Nights.write(
        project,
        "sources/shop/source.yml",
        """
        source: shop
        transport: jdbc
        time_zone: Europe/Moscow
        freshness: {warn_hours: 36, stop_hours: 72}
        connection:
          url: "jdbc:postgresql://localhost/shop"
          user: reader
          password: "${SHOP_PASSWORD}"
        tables:
          orders:
            key: [order_id]
            watermark: updated_at
            overlap: 2 days
            deleted_when: "deleted_at is not null"
          lines:
            from: "select * from order_lines;"
            key: [order_id, line_no]
            freshness: {warn_hours: 1}
        """);
    Nights.write(project, "sources/shop/order_line.sql", "select 1");
    SourceDefinition shop = Sources.read(project, ENTITIES).get(0);
    assertThat(shop.timeZone()).isEqualTo(ZoneId.of("Europe/Moscow"));
    assertThat(shop.entities()).containsOnlyKeys("order_line");
    assertThat(((Transport.Jdbc) shop.transport()).reading().isReadOnly()).isTrue();
    TableDefinition orders = shop.table("orders");
    assertThat(orders.origin()).isEqualTo(new Origin.Relation("orders"));
    assertThat(orders.overlap().duration()).isEqualTo(Duration.ofDays(2));
    assertThat(orders.findsDeletes()).isFalse();
    assertThat(shop.freshness())
        .isEqualTo(new FreshnessLimits(OptionalInt.of(36), OptionalInt.of(72)));
    assertThat(orders.freshness().isEmpty()).isTrue();
    TableDefinition lines = shop.table("lines");
    assertThat(lines.origin()).isEqualTo(new Origin.Query("select * from order_lines"));
    assertThat(lines.key()).containsExactly("order_id", "line_no");
    assertThat(lines.findsDeletes()).isTrue();
    assertThat(lines.freshness())
        .isEqualTo(new FreshnessLimits(OptionalInt.of(1), OptionalInt.empty()));
  }

  @Test
  void aFileSourceIsReadAsWritten() {
    Nights.write(
        project,
        "sources/till/source.yml",
        """
        source: till
        transport: files
        tables:
          receipts:
            files: "data/*.txt"
            key: [_file, _line]
            csv: {delimiter: tab, encoding: windows-1251, "null": "NULL", decimal_separator: ","}
            columns:
              amount: "decimal(18,2)"
              sold_at: {type: timestamp, pattern: "dd.MM.yyyy HH:mm"}
        """);
    TableDefinition receipts = Sources.read(project, ENTITIES).get(0).table("receipts");
    Origin.Csv csv = (Origin.Csv) receipts.origin();
    assertThat(csv.dialect().delimiter()).isEqualTo('\t');
    assertThat(csv.dialect().encoding()).isEqualTo(Charset.forName("windows-1251"));
    assertThat(csv.dialect().nullText()).isEqualTo("NULL");
    assertThat(receipts.columns().get("amount").type())
        .isEqualTo(new ColumnType.DecimalType(18, 2));
    assertThat(receipts.columns().get("sold_at").pattern()).hasValue("dd.MM.yyyy HH:mm");
  }

  @Test
  void allFaultsOfAllFilesAreToldAtOnceWithFileAndLine() {
    Nights.write(
        project,
        "sources/shop/source.yml",
        """
        source: store
        transport: jdbc
        conection: {}
        connection:
          url: "jdbc:postgresql://ann:open@localhost/shop"
          password: sesame
        tables:
          orders:
            watermark: updated_at
            overlap: a while
            deletes: find
          Lines:
            key: [id]
            colums: {}
        """);
    Nights.write(project, "sources/shop/custmer.sql", "select 1");
    Nights.write(
        project,
        "sources/till/source.yml",
        """
        source: till
        transport: files
        tables:
          receipts:
            key: [_line]
            csv: {delimiter: "||", encoding: klingon}
            columns: {amount: money}
        """);
    assertThatThrownBy(() -> Sources.read(project, ENTITIES))
        .isInstanceOf(Failure.Settings.class)
        .message()
        .satisfies(
            message ->
                assertThat(message.lines())
                    .hasSize(14)
                    .anyMatch(line -> line.matches("sources/shop/source.yml:3: .*connection.*"))
                    .anyMatch(line -> line.startsWith("sources/shop/source.yml:5: the URL holds"))
                    .anyMatch(line -> line.contains(":6: a password is not written into a file"))
                    .anyMatch(line -> line.contains("table 'orders' has no 'key'"))
                    .anyMatch(line -> line.contains("'a while' is no overlap"))
                    .anyMatch(line -> line.contains("only found in tables read whole"))
                    .anyMatch(line -> line.contains("did you mean 'columns'"))
                    .anyMatch(line -> line.contains("did you mean 'customer'"))
                    .anyMatch(line -> line.contains("'files' is missing"))
                    .anyMatch(line -> line.contains("'klingon' is no encoding"))
                    .anyMatch(line -> line.contains("unknown type 'money'")))
        .satisfies(message -> assertThat(message).doesNotContain("sesame"));
  }

  @Test
  void aMissingSourcesFolderIsNamed() {
    assertThatThrownBy(() -> Sources.read(project, ENTITIES))
        .hasMessageContaining(project.resolve("sources").toString());
  }
}
