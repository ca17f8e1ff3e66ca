package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does, and does alike. */
abstract class EngineSuite {

  /** A component of each type. */
  record Everything(
      Boolean isOpen,
      Integer pieces,
      Long bigNumber,
      Double ratio,
      BigDecimal amount,
      String text,
      LocalDate day,
      LocalDateTime moment) {}

  record Buyer(String name, int pieces) {}

  record Letter(String text) {}

  record Measures(int pieces, long bigNumber, double ratio, boolean isOpen) {}

  static final List<Everything> ROWS =
      List.of(
          new Everything(
              true,
              Integer.MAX_VALUE,
              Long.MIN_VALUE,
              0.1,
              new BigDecimal("12345678901234.56"),
              "Anna's \"tin\" \\ ü 小麦\n",
              LocalDate.of(2024, 2, 29),
              LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_000)),
          new Everything(null, null, null, null, null, null, null, null),
          new Everything(
              false,
              Integer.MIN_VALUE,
              Long.MAX_VALUE,
              -1e300,
              new BigDecimal("-0.01"),
              "",
              LocalDate.of(1900, 1, 1),
              LocalDateTime.of(9999, 12, 31, 0, 0)));

  static final List<FieldColumn> EVERYTHING =
      List.of(
          field(3, "is_open", "boolean"),
          field(5, "pieces", "integer"),
          field(7, "big_number", "bigint"),
          field(11, "ratio", "double"),
          field(13, "amount", "decimal(18,2)"),
          field(17, "text", "varchar"),
          field(19, "day", "date"),
          field(23, "moment", "timestamp"));

  static final List<FieldColumn> BUYER =
      List.of(field(1, "name", "varchar"), field(2, "pieces", "integer"));

  @TempDir static Path folder;

  /** The session of the class; tests use names of their own. */
  abstract Engine engine();

  /** One more session in this process. */
  abstract Engine another(String country);

  /**
   * In Havana, clocks change at midnight: a day may begin at one o'clock, or have two midnights.
   */
  static EngineSettings settings(String country) {
    return new EngineSettings(
        ZoneId.of("America/Havana"),
        country,
        Optional.empty(),
        Optional.empty(),
        "local[2]",
        folder);
  }

  static FieldColumn field(int id, String name, String type) {
    return new FieldColumn(id, column(name, type));
  }

  static Column column(String name, String type) {
    return Column.of(name, ColumnType.parse(type));
  }

  static List<Column> columns(List<FieldColumn> fields) {
    return fields.stream().map(FieldColumn::column).toList();
  }

  static Path newFolder() {
    return folder.resolve("written-" + UUID.randomUUID());
  }

  /** What several expressions are, as text. */
  List<String> values(String... expressions) {
    return engine().show(Select.of("select " + String.join(", ", expressions)), 1).rows().get(0);
  }

  Written write(String sql, FieldColumn... columns) {
    return engine().write(Select.of(sql), List.of(columns), newFolder(), List.of());
  }

  private void assertFails(Class<? extends Failure> kind, Runnable work, String... parts) {
    assertThatThrownBy(work::run).isInstanceOf(kind).hasMessageContainingAll(parts);
  }

  static void assertRows(Engine engine, String relation) {
    List<Everything> rows =
        engine.read(Select.of("select * from " + relation), Everything.class).stream()
            .map(EngineSuite::withoutScale)
            .toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(ROWS);
  }

  /** A decimal comes back with the digits of its column, and 1.50 is not equal to 1.5. */
  private static Everything withoutScale(Everything row) {
    return new Everything(
        row.isOpen(),
        row.pieces(),
        row.bigNumber(),
        row.ratio(),
        row.amount() == null ? null : row.amount().stripTrailingZeros(),
        row.text(),
        row.day(),
        row.moment());
  }

  // Rows from Java and back

  @Test
  void records_taken_are_read_back_equal() {
    engine().take("everything", Everything.class, ROWS);

    assertRows(engine(), "everything");
  }

  @Test
  void no_records_make_an_empty_relation_with_the_columns_of_the_record() {
    engine().take("nobody", Buyer.class, List.of());

    assertThat(engine().describe(Select.of("select * from nobody"))).isEqualTo(columns(BUYER));
    assertThat(engine().read(Select.of("select * from nobody"), Buyer.class)).isEmpty();
  }

  @Test
  void many_records_are_taken_whole() {
    engine()
        .take(
            "many",
            Buyer.class,
            () -> IntStream.range(0, 50_000).mapToObj(i -> new Buyer("buyer " + i, i)).iterator());

    assertThat(engine().show(Select.of("select count(*), sum(pieces) from many"), 1).rows())
        .containsExactly(List.of("50000", "1249975000"));
  }

  @Test
  void a_decimal_with_more_digits_than_a_column_holds_is_refused() {
    record Price(BigDecimal unitPrice) {}
    List<Price> prices = List.of(new Price(new BigDecimal("0.12345678901")));

    assertFails(
        Failure.Contract.class,
        () -> engine().take("prices", Price.class, prices),
        "unit_price",
        "0.12345678901");
  }

  @Test
  void columns_beyond_the_record_are_left_out_and_their_order_does_not_matter() {
    assertThat(
            engine()
                .read(Select.of("select 2 as pieces, 'x' as other, 'Anna' as name"), Buyer.class))
        .containsExactly(new Buyer("Anna", 2));
  }

  @Test
  void a_component_without_a_column_is_named() {
    assertFails(
        Failure.Contract.class,
        () -> engine().read(Select.of("select 'Anna' as name"), Buyer.class),
        "pieces",
        "Buyer");
  }

  @Test
  void a_null_for_a_primitive_component_is_refused_by_name() {
    assertFails(
        Failure.Contract.class,
        () ->
            engine()
                .read(
                    Select.of("select 'Anna' as name, cast(null as integer) as pieces"),
                    Buyer.class),
        "pieces",
        "null");
  }

  @Test
  void numbers_are_read_into_components_that_hold_them_exactly_and_refused_by_others() {
    assertThat(
            engine()
                .read(
                    Select.of(
                        "select cast(7 as bigint) as pieces, cast(8 as decimal(5,2)) as big_number,"
                            + " 1.5 as ratio, true as is_open"),
                    Measures.class))
        .containsExactly(new Measures(7, 8L, 1.5, true));
    assertFails(
        Failure.Contract.class,
        () -> engine().read(Select.of("select 'Anna' as name, 3000000000 as pieces"), Buyer.class),
        "pieces",
        "3000000000");
  }

  @Test
  void a_scan_lets_go_of_the_rows_it_gave() {
    List<WeakReference<Letter>> given = new ArrayList<>();
    List<Integer> alive = new ArrayList<>();

    engine()
        .scan(
            Select.of(
                "select concat(date_text(a.day), repeat('x', 100)) as text from date_series as a"
                    + " cross join (select day from date_series where day < date '1995-01-06') as b"),
            Letter.class,
            letter -> {
              given.add(new WeakReference<>(letter));
              if (given.size() == 80_000) {
                System.gc();
                alive.add((int) given.stream().filter(row -> row.get() != null).count());
              }
            });

    assertThat(given).hasSize(16_802 * 5);
    assertThat(alive.get(0)).isLessThan(8_000);
  }

  @Test
  void what_reads_a_scan_may_use_the_engine() {
    record Day(LocalDate day) {}
    engine()
        .scan(
            Select.of("select day from date_series where day < date '1995-01-04'"),
            Day.class,
            day -> engine().take("seen_" + day.day().getDayOfMonth(), Day.class, List.of(day)));

    assertThat(
            engine()
                .read(Select.of("select * from seen_1 union all select * from seen_3"), Day.class))
        .containsExactlyInAnyOrder(
            new Day(LocalDate.of(1995, 1, 1)), new Day(LocalDate.of(1995, 1, 3)));
  }

  @Test
  void what_a_consumer_throws_comes_through_untouched() {
    assertThatThrownBy(
            () ->
                engine()
                    .scan(
                        Select.of("select 'a' as text"),
                        Letter.class,
                        letter -> {
                          throw new IllegalStateException("enough");
                        }))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
  }

  @Test
  void rows_are_shown_as_the_same_text_everywhere_and_no_more_than_asked_for() {
    TextTable table =
        engine()
            .show(
                Select.of(
                    "select day, cast(null as integer) as nothing, cast(1.50 as decimal(9,2)) as"
                        + " amount, timestamp '2026-01-02 03:04:05' as moment, 'tin' as text, true"
                        + " as is_open, cast(0.1 as double) as ratio,"
                        + " timestamp '2026-01-02 03:04:05.000006' as exact"
                        + " from date_series order by day"),
                2);

    assertThat(table.columns())
        .containsExactly("day", "nothing", "amount", "moment", "text", "is_open", "ratio", "exact");
    assertThat(table.rows()).hasSize(2);
    assertThat(table.rows().get(1))
        .containsExactly(
            "1995-01-02",
            null,
            "1.50",
            "2026-01-02 03:04:05",
            "tin",
            "true",
            "0.1",
            "2026-01-02 03:04:05.000006");
  }

  // Files

  @Test
  void every_type_survives_being_written_and_registered() {
    engine().take("written_rows", Everything.class, ROWS);

    Written written =
        engine().write(Select.of("select * from written_rows"), EVERYTHING, newFolder(), List.of());
    engine().register("read_rows", written.files(), columns(EVERYTHING));

    assertThat(written.rows()).isEqualTo(3);
    assertThat(engine().describe(Select.of("select * from read_rows")))
        .isEqualTo(columns(EVERYTHING));
    assertRows(engine(), "read_rows");
  }

  @Test
  void files_carry_field_ids_and_plain_physical_types() {
    engine().take("footer_rows", Everything.class, ROWS);

    Written written =
        engine().write(Select.of("select * from footer_rows"), EVERYTHING, newFolder(), List.of());

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
  void bytes_survive_being_written_and_registered() {
    Written written =
        write("select cast('tin' as binary) as content", field(1, "content", "binary"));
    engine().register("contents", written.files(), List.of(column("content", "binary")));

    assertThat(engine().show(Select.of("select content from contents"), 1).rows())
        .containsExactly(List.of("74696e"));
  }

  @Test
  void columns_are_written_in_the_order_of_the_contract_whatever_the_order_of_the_select() {
    Written written =
        engine()
            .write(Select.of("select 3 as pieces, 'Anna' as name"), BUYER, newFolder(), List.of());

    assertThat(Footers.fields(written.files().get(0)))
        .containsExactly("1 name BINARY STRING", "2 pieces INT32");
  }

  @Test
  void rows_are_sorted_where_the_write_says_so() {
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
  void each_write_gives_files_names_that_were_never_used() {
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
  void no_rows_leave_no_file() {
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
  void no_files_make_an_empty_relation_with_its_types() {
    engine().register("no_rows", List.of(), columns(EVERYTHING));

    assertThat(engine().describe(Select.of("select * from no_rows")))
        .isEqualTo(columns(EVERYTHING));
    assertThat(engine().read(Select.of("select * from no_rows"), Everything.class)).isEmpty();
  }

  @Test
  void columns_that_older_files_lack_are_null_and_narrower_types_are_widened() {
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
  void file_names_with_odd_characters_are_names_and_not_patterns() {
    Path directory = folder.resolve("o'dd [1] {a,b} 100% ü?*" + UUID.randomUUID());

    Written written =
        engine()
            .write(Select.of("select 'Anna' as name, 1 as pieces"), BUYER, directory, List.of());
    engine().register("odd", written.files(), columns(BUYER));

    assertThat(engine().read(Select.of("select * from odd"), Buyer.class))
        .containsExactly(new Buyer("Anna", 1));
  }

  // What a write refuses

  @Test
  void missing_extra_and_repeated_columns_are_named_at_once() {
    assertFails(
        Failure.Contract.class,
        () ->
            engine()
                .write(
                    Select.of("select 1 as colour, 2 as size, 'Anna' as name, 'Boris' as name"),
                    BUYER,
                    newFolder(),
                    List.of()),
        "lacks column pieces",
        "columns colour, size",
        "more than once column name");
  }

  @Test
  void each_column_with_a_value_that_cannot_be_cast_is_named_with_the_value() {
    assertFails(
        Failure.Contract.class,
        () ->
            write(
                "select a as pieces, a as amount, a as day from"
                    + " (select '12' as a union all select 'a dozen' as a) as given",
                field(1, "pieces", "integer"),
                field(2, "amount", "decimal(18,2)"),
                field(3, "day", "varchar")),
        "column pieces: 'a dozen'",
        "column amount: 'a dozen'");
  }

  @Test
  void a_number_too_large_for_its_column_is_named() {
    assertFails(
        Failure.Contract.class,
        () -> write("select 123456.78 as amount", field(1, "amount", "decimal(5,2)")),
        "amount",
        "123456.78",
        "decimal(5,2)");
    assertFails(
        Failure.Contract.class,
        () -> write("select 3000000000 as pieces", field(1, "pieces", "integer")),
        "pieces",
        "3000000000",
        "integer");
  }

  @Test
  void a_type_that_never_becomes_the_other_is_refused_by_column() {
    assertFails(
        Failure.Contract.class,
        () -> write("select date '2026-01-01' as ratio", field(1, "ratio", "double")),
        "ratio",
        "double");
  }

  @Test
  void a_value_that_the_select_itself_cannot_cast_is_a_broken_contract() {
    assertFails(
        Failure.Contract.class,
        () ->
            write(
                "select cast(name as integer) as pieces from (select 'a dozen' as name) as given",
                field(1, "pieces", "integer")),
        "a dozen");
  }

  @Test
  void sql_that_cannot_be_understood_is_a_fault_of_the_settings() {
    assertFails(
        Failure.Settings.class,
        () -> engine().show(Select.of("select * from nosuch_table"), 1),
        "nosuch_table");
    assertFails(
        Failure.Settings.class,
        () -> engine().show(Select.of("select nosuch_column from date_series"), 1),
        "nosuch_column");
    assertFails(Failure.Settings.class, () -> engine().show(Select.of("selec 1"), 1), "selec");
  }

  @Test
  void fractions_are_rounded_to_the_contracts_type_half_away_from_zero() {
    Written written =
        write(
            "select cast(2.5 as double) as a, cast(-2.5 as double) as b, 3.5 as c,"
                + " cast(0.285 as double) as d, cast(-1.005 as double) as e, 2.345 as f",
            field(1, "a", "integer"),
            field(2, "b", "bigint"),
            field(3, "c", "integer"),
            field(4, "d", "decimal(9,2)"),
            field(5, "e", "decimal(9,2)"),
            field(6, "f", "decimal(9,2)"));
    engine()
        .register(
            "rounded",
            written.files(),
            List.of(
                column("a", "integer"),
                column("b", "bigint"),
                column("c", "integer"),
                column("d", "decimal(9,2)"),
                column("e", "decimal(9,2)"),
                column("f", "decimal(9,2)")));

    assertThat(engine().show(Select.of("select * from rounded"), 1).rows().get(0))
        .containsExactly("3", "-3", "4", "0.29", "-1.01", "2.35");
  }

  // Names

  @Test
  void a_kept_relation_stays_when_what_it_read_is_gone() {
    engine().take("source_rows", Buyer.class, List.of(new Buyer("Anna", 1)));
    engine().keep("kept_rows", Select.of("select * from source_rows"));
    engine().take("source_rows", Buyer.class, List.of(new Buyer("Boris", 2)));
    engine().forget("source_rows");

    assertThat(engine().read(Select.of("select * from kept_rows"), Buyer.class))
        .containsExactly(new Buyer("Anna", 1));
  }

  @Test
  void a_kept_relation_may_be_replaced_by_a_select_from_itself() {
    engine().take("counted", Buyer.class, List.of(new Buyer("Anna", 1)));
    engine().keep("counted", Select.of("select name, pieces + 1 as pieces from counted"));
    engine().keep("counted", Select.of("select name, pieces + 1 as pieces from counted"));

    assertThat(engine().read(Select.of("select * from counted"), Buyer.class))
        .containsExactly(new Buyer("Anna", 3));
  }

  @Test
  void a_definition_reads_what_its_names_mean_now() {
    engine().take("changing", Buyer.class, List.of(new Buyer("Anna", 1)));
    engine()
        .define(
            "view_of_changing",
            new Select("select * from changing where pieces > :least", Map.of("least", 0)));
    engine().take("changing", Buyer.class, List.of(new Buyer("Boris", 2)));

    assertThat(engine().read(Select.of("select * from view_of_changing"), Buyer.class))
        .containsExactly(new Buyer("Boris", 2));
  }

  @Test
  void a_name_can_be_given_to_something_else_of_any_kind() {
    List<String> seen = new ArrayList<>();
    Written written =
        engine()
            .write(Select.of("select 'file' as name, 1 as pieces"), BUYER, newFolder(), List.of());
    List<Runnable> ways =
        List.of(
            () -> engine().take("name", Buyer.class, List.of(new Buyer("taken", 1))),
            () -> engine().define("name", Select.of("select 'defined' as name, 1 as pieces")),
            () -> engine().keep("name", Select.of("select 'kept' as name, 1 as pieces")),
            () -> engine().register("name", written.files(), columns(BUYER)));
    for (int first = 0; first < ways.size(); first++) {
      for (Runnable way : ways) {
        ways.get(first).run();
        way.run();
        seen.add(engine().read(Select.of("select * from name"), Buyer.class).get(0).name());
      }
    }

    assertThat(seen)
        .hasSize(16)
        .startsWith("taken", "defined", "kept", "file")
        .endsWith("taken", "defined", "kept", "file");
  }

  @Test
  void a_forgotten_name_is_gone_and_an_unknown_one_is_no_error() {
    engine().take("passing", Buyer.class, List.of());
    engine().forget("passing");
    engine().forget("passing");

    assertFails(
        Failure.Settings.class,
        () -> engine().show(Select.of("select * from passing"), 1),
        "passing");
  }

  @Test
  void types_that_contracts_do_not_have_are_refused_by_column() {
    assertFails(
        Failure.Contract.class,
        () ->
            engine()
                .describe(
                    Select.of("select cast(1 as smallint) as size, 1 as pieces, null as nothing")),
        "size",
        "nothing");
  }

  @Test
  void sessions_do_not_see_each_others_names_nor_settings() {
    engine().take("mine", Buyer.class, List.of(new Buyer("Anna", 1)));
    try (Engine other = another("US")) {
      assertFails(
          Failure.Settings.class, () -> other.show(Select.of("select * from mine"), 1), "mine");
      assertThat(other.show(Select.of("select normal_phone('(650) 253-0000')"), 1).rows())
          .containsExactly(List.of("+16502530000"));
    }

    assertThat(engine().read(Select.of("select * from mine"), Buyer.class))
        .containsExactly(new Buyer("Anna", 1));
    assertThat(values("normal_phone('020 7946 0018')")).containsExactly("+442079460018");
  }

  // Parameters

  @Test
  void parameters_of_every_type_arrive_as_they_are() {
    Everything row = ROWS.get(0);
    Map<String, Object> parameters =
        Map.of(
            "is_open", row.isOpen(),
            "pieces", row.pieces(),
            "big_number", row.bigNumber(),
            "ratio", row.ratio(),
            "amount", row.amount(),
            "text", row.text(),
            "day", row.day(),
            "moment", row.moment());
    String sql =
        "select :is_open as is_open, :pieces as pieces, :big_number as big_number,"
            + " :ratio as ratio, :amount as amount, :text as text, :day as day,"
            + " :moment as moment";

    assertThat(engine().read(new Select(sql, parameters), Everything.class)).containsExactly(row);
    assertThat(columnTypes(new Select(sql, parameters)))
        .containsExactly(
            "boolean",
            "integer",
            "bigint",
            "double",
            "decimal(16,2)",
            "varchar",
            "date",
            "timestamp");
  }

  private List<String> columnTypes(Select select) {
    return engine().describe(select).stream().map(column -> column.type().sql()).toList();
  }

  @Test
  void what_looks_like_a_parameter_in_quotes_and_comments_is_left_alone() {
    Select select =
        new Select(
            """
            -- :not_this nor 'this :one
            select /* :nor_this */ ':as_of it''s :text' as "a:name", :day as day
            """,
            Map.of("day", LocalDate.of(2026, 3, 31)));

    TextTable table = engine().show(select, 1);

    assertThat(table.columns()).containsExactly("a:name", "day");
    assertThat(table.rows()).containsExactly(List.of(":as_of it's :text", "2026-03-31"));
  }

  // The dialect

  @Test
  void keys_are_the_first_sixty_bits_of_the_digest() {
    assertThat(
            values(
                "hash_key('abc')",
                "hash_key('')",
                "hash_key(cast(null as varchar))",
                "hash_key('小麦')",
                "surrogate_key('(unknown)', timestamp '1900-01-01 00:00:00')",
                "surrogate_key('(not applicable)', timestamp '2026-01-01 00:00:00')",
                "surrogate_key(cast(null as varchar), timestamp '1900-01-01 00:00:00')",
                "surrogate_key('anna', timestamp '1900-01-01 00:00:00')"
                    + " = hash_key('anna|1900-01-01 00:00:00.000000')",
                "surrogate_key('anna', timestamp '2026-01-01 00:00:00.000001')"
                    + " = hash_key('anna|2026-01-01 00:00:00.000001')"))
        .containsExactly(
            "648541476951500027",
            Long.toString(0xd41d8cd98f00b20L),
            null,
            Long.toString(firstSixtyBits("小麦")),
            "0",
            "-1",
            null,
            "true",
            "true");
  }

  private static long firstSixtyBits(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong() >>> 4;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void days_are_counted_and_moved() {
    assertThat(
            values(
                "days_between(date '2024-02-28', date '2024-03-01')",
                "days_between(date '2024-03-01', date '2024-02-28')",
                "days_between(cast(null as date), date '2024-02-28')",
                "add_days(date '2024-02-28', 1)",
                "add_days(date '2026-01-01', -1)",
                "add_days(cast(null as date), 1)",
                "add_months(date '2026-01-31', 1)",
                "add_months(date '2024-01-31', 1)",
                "add_months(date '2026-02-28', 1)",
                "add_months(date '2024-02-29', -12)",
                "add_months(cast(null as date), 1)"))
        .containsExactly(
            "2",
            "-2",
            null,
            "2024-02-29",
            "2025-12-31",
            null,
            "2026-02-28",
            "2024-02-29",
            "2026-03-28",
            "2023-02-28",
            null);
  }

  @Test
  void parts_of_days_follow_the_calendar_and_iso_weeks() {
    assertThat(
            values(
                "month_start(date '2024-02-29')",
                "week_start(date '2026-11-22')",
                "week_start(date '2026-11-23')",
                "week_start(date '2026-01-01')",
                "year_of(date '2024-02-29')",
                "month_of(date '2024-02-29')",
                "day_of(date '2024-02-29')",
                "iso_week_of(date '2021-01-03')",
                "iso_week_of(date '2024-12-30')",
                "iso_day_of_week(date '2026-11-22')",
                "iso_day_of_week(date '2026-11-23')",
                "date_text(date '1900-01-01')",
                "date_text(cast(null as date))",
                "month_start(cast(null as date))",
                "week_start(cast(null as date))",
                "iso_week_of(cast(null as date))"))
        .containsExactly(
            "2024-02-01",
            "2026-11-16",
            "2026-11-23",
            "2025-12-29",
            "2024",
            "2",
            "29",
            "53",
            "1",
            "7",
            "1",
            "1900-01-01",
            null,
            null,
            null,
            null);
  }

  @Test
  void parts_of_days_have_the_types_of_contracts() {
    assertThat(
            columnTypes(
                Select.of(
                    "select hash_key('a') as a, days_between(day, day) as b, add_days(day, 1) as c,"
                        + " add_months(day, 1) as d, month_start(day) as e, week_start(day) as f,"
                        + " day_start(day) as g, business_date(day_start(day)) as h,"
                        + " epoch_micros(day_start(day)) as i, iso_week_of(day) as j,"
                        + " date_text(day) as k, year_of(day) as l,"
                        + " seconds_between(day_start(day), day_start(day)) as m,"
                        + " normal_email('a') as n, normal_phone('1') as o,"
                        + " parse_date('a', 'b') as p, parse_timestamp('a', 'b') as q,"
                        + " surrogate_key('a', day_start(day)) as r from date_series")))
        .containsExactly(
            "bigint",
            "integer",
            "date",
            "date",
            "date",
            "date",
            "timestamp",
            "date",
            "bigint",
            "integer",
            "varchar",
            "integer",
            "bigint",
            "varchar",
            "varchar",
            "date",
            "timestamp",
            "bigint");
  }

  @Test
  void a_business_day_may_begin_at_one_oclock_or_have_two_midnights() {
    assertThat(
            values(
                "business_date(timestamp '2026-03-08 04:59:59.999999')",
                "business_date(timestamp '2026-03-08 05:00:00')",
                "day_start(date '2026-03-07')",
                "day_start(date '2026-03-08')",
                "day_start(date '2026-03-09')",
                "business_date(timestamp '2026-11-01 03:59:59')",
                "business_date(timestamp '2026-11-01 04:00:00')",
                "business_date(timestamp '2026-11-01 05:30:00')",
                "day_start(date '2026-11-01')",
                "day_start(date '2026-11-02')",
                "business_date(cast(null as timestamp))",
                "day_start(cast(null as date))"))
        .containsExactly(
            "2026-03-07",
            "2026-03-08",
            "2026-03-07 05:00:00",
            "2026-03-08 05:00:00",
            "2026-03-09 04:00:00",
            "2026-10-31",
            "2026-11-01",
            "2026-11-01",
            "2026-11-01 04:00:00",
            "2026-11-02 05:00:00",
            null,
            null);
  }

  @Test
  void every_day_begins_with_its_first_moment() {
    assertThat(
            engine()
                .show(
                    Select.of(
                        """
                        select count(*)
                        from (select day, day_start(day) as start from date_series) as days
                        where business_date(start) <> day
                          or add_days(business_date(add_micros(start)), 1) <> day
                        """
                            .replace("add_micros(start)", previous("start"))),
                    1)
                .rows())
        .containsExactly(List.of("0"));
  }

  /** The moment one microsecond before, which models never need. */
  abstract String previous(String moment);

  @Test
  void moments_are_counted_in_microseconds_and_whole_seconds() {
    assertThat(
            values(
                "epoch_micros(timestamp '1970-01-01 00:00:00.000001')",
                "epoch_micros(timestamp '1900-01-01 00:00:00')",
                "epoch_micros(cast(null as timestamp))",
                "seconds_between(timestamp '2026-01-01 00:00:00',"
                    + " timestamp '2026-01-01 00:00:01.999999')",
                "seconds_between(timestamp '2026-01-01 00:00:01.999999',"
                    + " timestamp '2026-01-01 00:00:00')",
                "seconds_between(timestamp '1900-01-01 00:00:00', timestamp '9999-12-31 00:00:00')",
                "seconds_between(cast(null as timestamp), timestamp '2026-01-01 00:00:00')"))
        .containsExactly("1", "-2208988800000000", null, "1", "-1", "255611203200", null);
  }

  @Test
  void contact_points_are_spelled_in_one_way() {
    assertThat(
            values(
                "normal_email(' Anna.Baker@Example.COM ')",
                "normal_email('anna at example')",
                "normal_email(cast(null as varchar))",
                "normal_phone('020 7946 0018')",
                "normal_phone('+44 (0)20 7946-0018')",
                "normal_phone('0044 20 7946 0018')",
                "normal_phone('+7 912 345-67-89')",
                "normal_phone('12')",
                "normal_phone('call Anna')",
                "normal_phone('')",
                "normal_phone(cast(null as varchar))"))
        .containsExactly(
            "anna.baker@example.com",
            null,
            null,
            "+442079460018",
            "+442079460018",
            "+442079460018",
            "+79123456789",
            null,
            null,
            null,
            null);
  }

  @Test
  void texts_are_read_as_moments_by_pattern_and_are_null_where_they_do_not_fit() {
    assertThat(
            values(
                "parse_timestamp('12/1/2010 8:26', 'M/d/yyyy H:mm')",
                "parse_timestamp(' 2026-03-31 23:59:59 ', 'yyyy-MM-dd HH:mm:ss')",
                "parse_timestamp('2026-03-31', 'yyyy-MM-dd')",
                "parse_timestamp('2026-02-29 00:00:00', 'yyyy-MM-dd HH:mm:ss')",
                "parse_timestamp('2026-03-31 23:59:59 and more', 'yyyy-MM-dd HH:mm:ss')",
                "parse_timestamp('31 Mar 2026 11:05 PM', 'd MMM yyyy hh:mm a')",
                "parse_timestamp(cast(null as varchar), 'yyyy')",
                "parse_date('2024-02-29', 'yyyy-MM-dd')",
                "parse_date('2026-02-29', 'yyyy-MM-dd')",
                "parse_date('31.3.26', 'd.M.yy')",
                "parse_date('2026-03-31 23:59:59', 'yyyy-MM-dd HH:mm:ss')",
                "parse_date('', 'yyyy-MM-dd')"))
        .containsExactly(
            "2010-12-01 08:26:00",
            "2026-03-31 23:59:59",
            "2026-03-31 00:00:00",
            null,
            null,
            "2026-03-31 23:05:00",
            null,
            "2024-02-29",
            null,
            "2026-03-31",
            "2026-03-31",
            null);
  }

  @Test
  void the_series_of_days_goes_from_1995_to_2040() {
    assertThat(
            values(
                "(select count(*) from date_series)",
                "(select min(day) from date_series)",
                "(select max(day) from date_series)",
                "(select count(distinct day) from date_series)"))
        .containsExactly("16802", "1995-01-01", "2040-12-31", "16802");
  }

  @Test
  void dialect_functions_work_in_every_place_of_a_select() {
    assertThat(
            engine()
                .show(
                    Select.of(
                        """
                        with days as (
                          select day, month_start(day) as month
                          from date_series
                          where year_of(day) = 2024 and iso_day_of_week(day) = 1
                        )
                        select
                          a.month,
                          count(*) filter (where day_of(a.day) > 7) as later,
                          max(days_between(a.month, a.day)) as latest,
                          min(row_number) as first
                        from (
                          select day, month, row_number() over (
                            partition by month_start(day) order by add_days(day, 1)) as row_number
                          from days
                        ) as a
                        left join days as b on b.day = add_days(a.day, 7) and month_of(b.day) = 2
                        group by a.month
                        having min(day_of(a.day)) > 4
                        order by a.month
                        """),
                    20)
                .rows())
        .containsExactly(
            List.of("2024-02-01", "3", "25", "1"),
            List.of("2024-05-01", "3", "26", "1"),
            List.of("2024-08-01", "3", "25", "1"),
            List.of("2024-10-01", "3", "27", "1"));
  }

  // SQL that both engines must understand alike

  @Test
  void a_median_lies_between_two_doubles() {
    assertThat(
            values(
                "(select percentile_cont(0.5) within group (order by x) from"
                    + " (select cast(pieces as double) as x from"
                    + " (values (1), (4), (2), (null), (3)) as given (pieces)) as numbers)"))
        .containsExactly("2.5");
  }

  @Test
  void nulls_come_first_upwards_and_last_downwards() {
    String numbers = " from (values (1), (null), (2)) as given (x) order by x";
    assertThat(engine().show(Select.of("select x" + numbers), 9).rows().get(0).get(0)).isNull();
    assertThat(engine().show(Select.of("select x" + numbers + " desc"), 9).rows().get(2).get(0))
        .isNull();
    assertThat(
            engine()
                .show(
                    Select.of(
                        "select row_number() over (order by x) as place from"
                            + " (values (1), (null), (2)) as given (x) where x is null"),
                    1)
                .rows())
        .hasSize(1);
  }

  @Test
  void texts_are_joined_cut_and_cast_alike() {
    assertThat(
            values(
                "concat('a', cast(null as varchar))",
                "concat('a', 1, date '2026-01-01')",
                "'a' || cast(null as varchar)",
                "cast(12 as varchar)",
                "cast(1.50 as varchar)",
                "cast(date '2026-01-01' as varchar)",
                "'a\\b'",
                "'it''s'",
                "length('小麦')",
                "substr('flour', 2, 3)",
                "concat('<', trim('  tin '), '>')",
                "try_cast('a dozen' as integer)",
                "try_cast('2026-02-30' as date)",
                "greatest(1, cast(null as integer), 3)"))
        .containsExactly(
            null,
            "a12026-01-01",
            null,
            "12",
            "1.50",
            "2026-01-01",
            "a\\b",
            "it's",
            "2",
            "lou",
            "<tin>",
            null,
            null,
            "3");
  }

  @Test
  void a_division_is_never_cut_to_whole_numbers() {
    assertThat(values("cast(7 / 2 as double)", "floor(-7 / 2)", "round(2.5)", "round(-2.5)"))
        .satisfies(
            values -> {
              assertThat(values.get(0)).isEqualTo("3.5");
              assertThat(values.subList(1, 4))
                  .extracting(text -> new BigDecimal(text).intValueExact())
                  .containsExactly(-4, 3, -3);
            });
  }

  @Test
  void a_division_by_zero_is_refused() {
    for (String division : List.of("1 / 0", "1.5 / 0", "cast(1 as double) / 0", "1 % 0")) {
      assertFails(
          Failure.Contract.class,
          () -> engine().show(Select.of("select " + division), 1),
          " by zero");
    }
  }

  @Test
  void the_same_select_gives_the_same_rows_each_time() {
    Select select =
        Select.of(
            """
            select
              month_start(day) as month,
              sum(cast(hash_key(date_text(day)) as decimal(38,0))) as total,
              percentile_cont(0.3) within group (order by cast(hash_key(date_text(day)) as double))
                as share,
              min_by(date_text(day), hash_key(date_text(day))) as least
            from date_series
            group by month_start(day)
            order by month
            """);

    assertThat(engine().show(select, 1000)).isEqualTo(engine().show(select, 1000));
    assertThat(engine().show(select, 1000).rows()).hasSize(552);
  }
}
