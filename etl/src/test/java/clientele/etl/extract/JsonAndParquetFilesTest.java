package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.engine.FieldColumn;
import clientele.etl.engine.Select;
import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonAndParquetFilesTest {

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

  private void source(String format, String more) {
    nights.file(
        "sources/mill/source.yml",
        """
        transport: files
        tables:
          visits:
            files: "data/*"
            format: %s
            key: [id]
        """
                .formatted(format)
            + more);
  }

  @Test
  void jsonObjectsAreReadLineByLineWithAnyFieldsLeftOut() {
    source("jsonl", "    columns: {amount: \"decimal(9,2)\", happened_at: timestamp}\n");
    nights.file(
        "data/a.jsonl",
        """
        {"id": 1, "customerName": "Anna", "amount": 1.50, "happenedAt": "2026-03-01T10:00:00+02:00"}

        {"id": 2, "tags": ["a", {"b": 1}], "amount": null, "isNew": true}
        {"id": 3, "amount": "much"}
        not json
        [1]
        {"id": 4, "id": 5}
        """);
    TableExtract extract = nights.night(MONDAY).get(0);
    assertThat(extract.read()).isEqualTo(6);
    assertThat(extract.loaded()).isEqualTo(2);
    assertThat(
            nights.rows(
                MONDAY,
                "select id, customer_name, amount, happened_at, tags, is_new from mill__visits order by id"))
        .containsExactly(
            "1|Anna|1.50|2026-03-01 08:00:00|null|null", "2|null|null|null|[\"a\",{\"b\":1}]|true");
    assertThat(nights.quarantine("natural_key, rule"))
        .containsExactlyInAnyOrder(
            "3|not_a_number",
            "(data/a.jsonl:5)|not_a_json_object",
            "(data/a.jsonl:6)|not_a_json_object",
            "(data/a.jsonl:7)|not_a_json_object");
  }

  @Test
  void aJsonFieldThatNoLineHasTonightStaysAsAnEmptyColumn() {
    source("jsonl", "");
    nights.file("data/a.jsonl", "{\"id\": 1, \"note\": \"x\"}\n");
    nights.night(MONDAY);
    nights.file("data/a.jsonl", "{\"id\": 1}\n");
    assertThat(nights.night(MONDAY.plusDays(1)).get(0).loaded()).isEqualTo(1);
    assertThat(nights.rows(MONDAY.plusDays(1), "select id, note from mill__visits"))
        .containsExactly("1|null");
  }

  @Test
  void parquetKeepsItsTypes() {
    source("parquet", "");
    parquet(
        """
        select 7 as id, cast(8 as bigint) as big, 0.5 as exact, cast(0.25 as double) as rough,
          'text' as name, true as flag, date '2026-03-01' as day,
          timestamp '2026-03-01 10:00:00.123456' as moment
        """,
        "id integer",
        "big bigint",
        "exact decimal(30,2)",
        "rough double",
        "name varchar",
        "flag boolean",
        "day date",
        "moment timestamp");
    assertThat(nights.night(MONDAY).get(0).loaded()).isEqualTo(1);
    assertThat(
            nights.rows(
                MONDAY,
                "select id, big, exact, rough, name, flag, day, moment, _line from mill__visits"))
        .containsExactly("7|8|0.50|0.25|text|true|2026-03-01|2026-03-01 10:00:00.123456|1");
    assertThat(nights.store().columns(RawTables.name("mill", "visits")))
        .contains(
            Column.of("id", new ColumnType.IntegerType()),
            Column.of("exact", new ColumnType.DecimalType(30, 2)),
            Column.of("moment", new ColumnType.TimestampType()));
  }

  @Test
  void whatIsNoParquetIsRefusedByName() {
    source("parquet", "");
    nights.file("data/a.parquet", "no parquet at all");
    assertThatThrownBy(() -> nights.night(MONDAY))
        .isInstanceOf(Failure.Source.class)
        .hasMessageContaining("data/a.parquet cannot be read as Parquet");
  }

  private void parquet(String sql, String... columns) {
    AtomicInteger id = new AtomicInteger();
    List<FieldColumn> fields =
        List.of(columns).stream()
            .map(text -> text.split(" "))
            .map(parts -> Column.of(parts[0], ColumnType.parse(parts[1])))
            .map(column -> new FieldColumn(id.incrementAndGet(), column))
            .toList();
    nights.engine().write(Select.of(sql), fields, project.resolve("data"), List.of());
  }
}
