package clientele.etl.engine;

import static clientele.etl.engine.EngineCases.column;
import static clientele.etl.engine.EngineCases.columns;
import static clientele.etl.engine.EngineCases.field;
import static clientele.etl.engine.Everything.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import clientele.schema.Column;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Parquet files that an engine writes and registers. */
interface FileCases extends EngineCases {

  @Test
  default void every_type_survives_being_written_and_registered() {
    engine().take("written_rows", Everything.class, Everything.ROWS);

    Written written =
        engine()
            .write(
                Select.of("select * from written_rows"),
                Everything.COLUMNS,
                newFolder(),
                List.of());
    engine().register("read_rows", written.files(), columns(Everything.COLUMNS));

    assertThat(written.rows()).isEqualTo(3);
    assertThat(engine().describe(Select.of("select * from read_rows")))
        .isEqualTo(columns(Everything.COLUMNS));
    assertRows(engine(), "read_rows");
  }

  @Test
  default void files_carry_field_ids_and_plain_physical_types() {
    engine().take("footer_rows", Everything.class, Everything.ROWS);

    Written written =
        engine()
            .write(
                Select.of("select * from footer_rows"), Everything.COLUMNS, newFolder(), List.of());

    assertThat(written.files()).isNotEmpty();
    for (Path file : written.files()) {
      assertThat(Footers.fields(file))
          .containsExactly(
              "3 is_open BOOLEAN",
              "5 pieces INT32",
              "7 big_number INT64",
              "11 ratio DOUBLE",
              "13 amount INT64 DECIMAL(18,2)",
              "17 text BINARY STRING",
              "19 day INT32 DATE",
              "23 moment INT64 TIMESTAMP(MICROS,false)");
      assertThat(Footers.codecs(file)).containsExactly("ZSTD");
    }
  }

  @Test
  default void bytes_survive_being_written_and_registered() {
    Written written =
        write("select cast('tin' as binary) as content", field(1, "content", "binary"));
    engine().register("contents", written.files(), List.of(column("content", "binary")));

    assertThat(engine().show(Select.of("select content from contents"), 1).rows())
        .containsExactly(List.of("74696e"));
  }

  @Test
  default void columns_are_written_in_the_order_of_the_contract_whatever_the_order_of_the_select() {
    Written written =
        engine()
            .write(Select.of("select 3 as pieces, 'Anna' as name"), BUYER, newFolder(), List.of());

    assertThat(Footers.fields(written.files().get(0)))
        .containsExactly("1 name BINARY STRING", "2 pieces INT32");
  }

  @Test
  default void rows_are_sorted_where_the_write_says_so() {
    Written written =
        engine()
            .write(
                Select.of(
                    "select date_text(day) as name, 16802 - days_between(date '1995-01-01', day) as"
                        + " pieces from date_series"),
                BUYER,
                newFolder(),
                List.of("pieces"));

    engine().register("sorted_days", written.files().subList(0, 1), columns(BUYER));
    List<Integer> pieces =
        engine().read(Select.of("select * from sorted_days"), Buyer.class).stream()
            .map(Buyer::pieces)
            .toList();
    assertThat(pieces).isSorted().startsWith(1, 2, 3);
    assertThat(written.rows()).isEqualTo(16_802);
  }

  @Test
  default void each_write_gives_files_names_that_were_never_used() {
    Path directory = newFolder();
    Select select = Select.of("select 'Anna' as name, 1 as pieces");

    Written first = engine().write(select, BUYER, directory, List.of());
    Written second = engine().write(select, BUYER, directory, List.of());

    assertThat(first.files()).hasSize(1).doesNotContainAnyElementsOf(second.files());
    engine()
        .register(
            "two_files", List.of(first.files().get(0), second.files().get(0)), columns(BUYER));
    assertThat(engine().read(Select.of("select * from two_files"), Buyer.class)).hasSize(2);
  }

  @Test
  default void files_by_month_hold_one_month_each_and_those_without_a_moment_stand_by_themselves() {
    Path directory = newFolder();
    Written written =
        engine()
            .writeByMonth(
                Select.of(
                    """
                    select 'Anna' as name, timestamp '2026-02-28 23:59:59.999999' as bought_at
                    union all select 'Boris', timestamp '2026-03-01 00:00:00'
                    union all select 'Clara', timestamp '2026-03-31 12:00:00'
                    union all select 'Dora', timestamp '1999-03-31 12:00:00'
                    union all select 'Emil', cast(null as timestamp)
                    """),
                BOUGHT,
                directory,
                "bought_at");
    engine().registerWithFileNames("by_month", written.files(), columns(BOUGHT));

    assertThat(written.rows()).isEqualTo(5);
    assertThat(directory.toFile().listFiles())
        .extracting(File::toPath)
        .containsExactlyInAnyOrderElementsOf(written.files());
    assertThat(
            engine()
                .show(
                    Select.of(
                        "select a.name, b.name from by_month as a join by_month as b"
                            + " on a._file_name = b._file_name and a.name < b.name"),
                    9)
                .rows())
        .containsExactly(List.of("Boris", "Clara"));
    assertThat(
            engine()
                .show(Select.of("select name, bought_at from by_month order by name"), 9)
                .rows())
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactly(
            "Anna 2026-02-28 23:59:59.999999",
            "Boris 2026-03-01 00:00:00",
            "Clara 2026-03-31 12:00:00",
            "Dora 1999-03-31 12:00:00",
            "Emil null");
  }

  @Test
  default void the_name_of_its_file_stands_beside_each_row() {
    Select anna = Select.of("select 'Anna' as name, 1 as pieces");
    Path first = engine().write(anna, BUYER, newFolder(), List.of()).files().get(0);
    Path second = engine().write(anna, BUYER, newFolder(), List.of()).files().get(0);

    engine().registerWithFileNames("named", List.of(first, second), columns(BUYER));

    assertThat(engine().show(Select.of("select _file_name from named"), 9).rows())
        .containsExactlyInAnyOrder(
            List.of(first.getFileName().toString()), List.of(second.getFileName().toString()));
  }

  @Test
  default void no_rows_by_month_leave_no_file_and_no_folder() {
    Path directory = newFolder();
    Written written =
        engine()
            .writeByMonth(
                Select.of(
                    "select 'Anna' as name, timestamp '2026-02-28 00:00:00' as bought_at"
                        + " from date_series where false"),
                BOUGHT,
                directory,
                "bought_at");

    assertThat(written).isEqualTo(Written.NONE);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  default void no_rows_leave_no_file() {
    Path directory = newFolder();

    Written written =
        engine()
            .write(
                Select.of("select 'Anna' as name, 1 as pieces from date_series where false"),
                BUYER,
                directory,
                List.of());

    assertThat(written).isEqualTo(new Written(List.of(), 0));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  default void no_files_make_an_empty_relation_with_its_types() {
    engine().register("no_rows", List.of(), columns(Everything.COLUMNS));

    assertThat(engine().describe(Select.of("select * from no_rows")))
        .isEqualTo(columns(Everything.COLUMNS));
    assertThat(engine().read(Select.of("select * from no_rows"), Everything.class)).isEmpty();
  }

  @Test
  default void columns_that_older_files_lack_are_null_and_narrower_types_are_widened() {
    Path old =
        write(
                "select 1 as pieces, cast(1.5 as decimal(9,2)) as amount",
                field(2, "pieces", "integer"),
                field(3, "amount", "decimal(9,2)"))
            .files()
            .get(0);
    Path young =
        write(
                "select 'Boris' as name, 3000000000 as pieces, 2.25 as amount",
                field(1, "name", "varchar"),
                field(2, "pieces", "bigint"),
                field(3, "amount", "decimal(18,2)"))
            .files()
            .get(0);
    List<Column> columns =
        List.of(
            column("name", "varchar"),
            column("pieces", "bigint"),
            column("amount", "decimal(18,2)"),
            column("note", "varchar"));

    engine().register("grown", List.of(old, young), columns);

    assertThat(engine().describe(Select.of("select * from grown"))).isEqualTo(columns);
    assertThat(engine().show(Select.of("select * from grown order by pieces"), 9).rows())
        .containsExactly(
            Arrays.asList(null, "1", "1.50", null),
            Arrays.asList("Boris", "3000000000", "2.25", null));
  }

  @Test
  default void file_names_with_odd_characters_are_names_and_not_patterns() {
    Path directory = folder().resolve("o'dd [1] {a,b} 100% ü?*" + UUID.randomUUID());

    Written written =
        engine()
            .write(Select.of("select 'Anna' as name, 1 as pieces"), BUYER, directory, List.of());
    engine().register("odd", written.files(), columns(BUYER));

    assertThat(engine().read(Select.of("select * from odd"), Buyer.class))
        .containsExactly(new Buyer("Anna", 1));
  }
}
