package clientele.etl.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.failure.Failure;
import clientele.schema.ResourceFolder;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsTest {

  private static final String HELD_OUT =
      "hold_out_place(%s.person_id) < 10000 * :cross_sell_holdout_share";

  @TempDir private Path folder;

  private Engine engine;

  @BeforeEach
  void openTheVillage() {
    engine = Engines.open("duckdb", EngineSettings.defaults(folder.resolve("scratch")));
    give(
        "bridge_customer_identity",
        """
        select * from (values
          ('shop', '1', 'crm:7'), ('crm', '7', 'crm:7'), ('shop', '2', 'shop:2'),
          ('shop', '3', 'shop:3'), ('shop', '4', 'shop:4')
        ) as t(source, customer_id, person_id)
        """);
    give(
        "dim_customer",
        """
        select * from (values
          ('crm:7', 'Anna Oldname', null, null, false),
          ('crm:7', '=HYPERLINK("http://bad.example","Anna")', 'anna@mill.example', '+4915112345678', true),
          ('shop:2', 'Boris "the Cook"' || chr(10) || 'Cook, jun.', '@boris', '-1+2', true),
          ('shop:3', chr(9) || 'Clara', null, null, true),
          ('shop:4', 'Dora', null, null, true)
        ) as t(person_id, name, email, phone, is_current)
        """);
    giveValue("Champions");
    give(
        "int_contact_block",
        """
        select * from (values ('shop:4', 'no_consent'), ('shop:2', 'contacted'))
          as t(person_id, reason)
        """);
    give(
        "int_cross_sell_option",
        """
        select * from (values
          ('crm:7', null), ('shop:2', 'contacted'), ('shop:3', null), ('shop:3', 'owned'),
          ('shop:4', 'no_consent'), ('shop:4', 'no_consent'), ('shop:4', 'owned')
        ) as t(person_id, exclusion)
        """);
    give(
        "rpt_cross_sell_candidate",
        """
        select
          as_of_date, person_id, place, 'p' || place as product_id, 'Flour' as product_name,
          cast(0.5 as double) as probability, cast(2.345 as double) as expected_revenue,
          cast(null as double) as expected_margin, '-20 % of Flour' as reason, is_holdout
        from (values
          (date '2026-03-31', 'crm:7', 1, false), (date '2026-03-31', 'crm:7', 2, false),
          (date '2026-03-31', 'shop:3', 1, true), (date '2026-03-30', 'shop:2', 1, false)
        ) as t(as_of_date, person_id, place, is_holdout)
        """);
    giveAdvice("experiment");
    giveOccasions("a school bag");
  }

  private void giveOccasions(String offer) {
    give(
        "rpt_occasion_due",
        """
        select * from (values
          (date '2026-03-31', 'crm:7', 'birthday', 'child', 'Ida', date '2026-04-14', 10, date '2026-03-31', true,
            date '2025-04-12', cast(20 as decimal(18, 2)), '=Bowl', null),
          (date '2026-03-31', 'crm:7', 'wedding', 'partner', '', date '2026-04-28', null, date '2026-04-07', false,
            null, null, null, null),
          (date '2026-03-31', 'shop:4', 'gift', 'parent', 'Oma', date '2026-04-02', null, date '2026-03-12', true,
            null, null, null, 'no_consent')
        ) as t(as_of_date, person_id, kind, relation, whom, occasion_date, years, contact_date, is_due, last_order_date,
          last_order_amount, last_order_product, exclusion)
        """);
    give(
        "rpt_life_event_due",
        """
        select
          date '2026-03-31' as as_of_date, 'shop:2' as person_id, 'starts school' as event, 'child' as relation,
          '' as whom, date '2026-05-30' as event_date, 6 as age_years, date '2026-03-31' as contact_date,
          true as is_due, '%s' as offer, cast(null as varchar) as exclusion
        """
            .formatted(offer));
  }

  private void giveAdvice(String evidence) {
    give(
        "rpt_campaign_advice",
        """
        select
          as_of_date, person_id, advice, '%s' as evidence, 'Spring letter' as campaign_name, 'letter' as arm,
          cast(2 as double) as effect, cast(1 as double) as effect_low, cast(3 as double) as effect_high,
          cast(0.6 as double) as cost_per_person, 'Spring letter: 2 more each' as reason
        from (values
          (date '2026-03-31', 'crm:7', 'contact_again'), (date '2026-03-31', 'shop:4', 'contact_again'),
          (date '2026-03-31', 'shop:2', 'leave_alone'), (date '2026-03-30', 'shop:3', 'contact_again')
        ) as t(as_of_date, person_id, advice)
        """
            .formatted(evidence));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void hostileTextComesBackAsTextAndNumbersStayNumbers() throws IOException {
    lists(0.0).write(folder);
    List<Map<String, String>> rows = rows("segment-champions");
    assertThat(rows).extracting(row -> row.get("Person")).containsExactly("crm:7", "shop:2");
    Map<String, String> anna = rows.get(0);
    assertThat(anna)
        .containsEntry("Name", "'=HYPERLINK(\"http://bad.example\",\"Anna\")")
        .containsEntry("Phone", "+4915112345678")
        .containsEntry("Accounts", "crm:7; shop:1")
        .containsEntry("Revenue", "-12.50")
        .containsEntry("Expected revenue, next year", "40.00")
        .containsEntry(
            "Reason", "Champions: last order 12 days ago, 3 order days and 99.90 EUR in 1095 days");
    Map<String, String> boris = rows.get(1);
    assertThat(boris)
        .containsEntry("Name", "Boris \"the Cook\"\nCook, jun.")
        .containsEntry("E-mail", "'@boris")
        .containsEntry("Phone", "'-1+2")
        .containsEntry("Expected revenue, next year", "");
    assertThat(rows("segment-cant-lose").get(0)).containsEntry("Name", "'\tClara");
  }

  @Test
  void offersAreOfThisDayAndNotForTheControlGroup() throws IOException {
    lists(0.0).write(folder);
    assertThat(rows("cross-sell-candidates"))
        .extracting(
            row -> row.get("Person"),
            row -> row.get("Place"),
            row -> row.get("Expected revenue"),
            row -> row.get("Reason"))
        .containsExactly(
            tuple("crm:7", "1", "2.35", "'-20 % of Flour"),
            tuple("crm:7", "2", "2.35", "'-20 % of Flour"));
  }

  @Test
  void aListIsHeadedInTheLanguageOfItsReaders() throws IOException {
    new Lists(engine, parameters(0.0), new Words("ru", "EUR")).write(folder);
    assertThat(Files.readString(file("cross-sell-candidates")))
        .startsWith(
            "Человек,Учётные записи,Имя,Эл. почта,Телефон,Место,Номер товара,Товар,Вероятность,"
                + "Ожидаемая выручка,Ожидаемая маржа,Причина\r\n");
    assertThat(Files.readString(file("segment-champions")))
        .startsWith(
            "Человек,Учётные записи,Имя,Эл. почта,Телефон,Сегмент,Уровень ценности,"
                + "Последний заказ,Дней с заказами,Выручка,Ожидаемая выручка за год,Причина\r\n");
  }

  @Test
  void adviceOfCampaignsSaysWhatItRestsOn() throws IOException {
    giveAdvice("observational");
    lists(0.0).write(folder);
    assertThat(rows("campaign-contact-again"))
        .extracting(row -> row.get("Person"), row -> row.get("Evidence"))
        .containsExactly(tuple("crm:7", "observational"));
    assertThat(rows("campaign-leave-alone"))
        .extracting(row -> row.get("Person"), row -> row.get("Revenue on top, upper bound"))
        .containsExactly(tuple("shop:2", "3.00"));
    assertThat(lists(1.0).write("campaign-contact-again", file("held out")).leftOut())
        .containsExactlyInAnyOrderEntriesOf(Map.of("no_consent", 1L, "control_group", 1L));
  }

  @Test
  void adviceThatRestsOnSomethingElseIsAChange() throws IOException {
    Lists.keepEarlier(engine, parameters(0.0));
    giveAdvice("observational");
    assertThat(
            lists(0.0)
                .writeChanges(
                    "campaign-contact-again", LocalDate.of(2026, 3, 30), file("advice-changes")))
        .isEqualTo(new ListChanges("campaign-contact-again", LocalDate.of(2026, 3, 30), 0, 0, 1));
  }

  @Test
  void daysThatMatterAreListedFromTheirContactDayOn() throws IOException {
    lists(0.0).write(folder);
    assertThat(rows("occasions"))
        .extracting(
            row -> row.get("Person"),
            row -> row.get("Occasion"),
            row -> row.get("Whom"),
            row -> row.get("Day of the occasion"),
            row -> row.get("Reason"))
        .containsExactly(
            tuple(
                "crm:7",
                "birthday",
                "Ida",
                "2026-04-14",
                "birthday (child Ida) on 2026-04-14; a year ago =Bowl on 2025-04-12, 20.00 EUR"),
            tuple(
                "shop:2",
                "starts school",
                "",
                "2026-05-30",
                "starts school (child) on 2026-05-30; offer a school bag"));
  }

  @Test
  void anOccasionIsNoLongerListedOnceItsDayHasCome() throws IOException {
    Lists.keepEarlier(engine, parameters(0.0));
    giveOccasions("a satchel");
    give("rpt_occasion_due", "select * from rpt_occasion_due where kind = 'wedding'");

    ListChanges changes =
        lists(0.0).writeChanges("occasions", LocalDate.of(2026, 3, 1), file("occasion-changes"));

    assertThat(changes).isEqualTo(new ListChanges("occasions", LocalDate.of(2026, 3, 1), 0, 1, 1));
    assertThat(rows("occasion-changes"))
        .extracting(row -> row.get("Change"), row -> row.get("Person"), row -> row.get("Whom"))
        .containsExactly(tuple("changed", "shop:2", ""), tuple("removed", "crm:7", ""));
  }

  @Test
  void whoIsLeftOutIsCountedByTheReason() {
    assertThat(lists(0.0).summaries())
        .containsExactly(
            new ListSummary("campaign-contact-again", 1, Map.of("no_consent", 1L)),
            new ListSummary("campaign-leave-alone", 1, Map.of()),
            new ListSummary(
                "cross-sell-candidates",
                1,
                Map.of("control_group", 1L, "contacted_lately", 1L, "no_consent", 1L)),
            new ListSummary("occasions", 2, Map.of("no_consent", 1L)),
            new ListSummary("segment-cant-lose", 1, Map.of()),
            new ListSummary("segment-champions", 2, Map.of("no_consent", 1L)));
    assertThat(lists(1.0).summaries())
        .contains(
            new ListSummary("segment-champions", 0, Map.of("no_consent", 1L, "control_group", 2L)));
  }

  @Test
  void peopleAndLeftOutAddUpToEverybody() throws IOException {
    give(
        "rpt_customer_value",
        """
        select
          date '2026-03-31' as as_of_date, 'shop:' || number as person_id, 'Loyal' as segment,
          'A' as value_tier, date '2026-03-19' as last_order_date, 1 as order_days,
          cast(1 as decimal(18, 2)) as revenue, cast(1 as double) as expected_revenue_365_days,
          12 as recency_days, 3 as frequency, cast(1 as decimal(18, 2)) as monetary
        from range(1, 401) as t(number)
        """);
    ListSummary loyal = lists(0.3).write("segment-loyal", file("loyal"));
    assertThat(loyal.people() + loyal.leftOutPeople()).isEqualTo(400);
    assertThat(loyal.leftOut().get("control_group")).isBetween(80L, 160L);
    assertThat(loyal.leftOut()).containsEntry("no_consent", 1L);
    assertThat(rows("loyal")).hasSize((int) loyal.people());
  }

  @Test
  void theControlGroupIsThatOfTheCrossSellReport() {
    String report =
        ResourceFolder.read(Lists.class, "models").entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("rpt_cross_sell_candidate.sql"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    String list = ResourceFolder.read(Lists.class, "lists").get("segment_people.sql");
    assertThat(report).contains(HELD_OUT.formatted("option"));
    assertThat(list).contains(HELD_OUT.formatted("value"));
  }

  @Test
  void aListIsReadableByItsOwnerAlone() throws IOException {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    lists(0.0).write(folder);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file("segment-champions"))))
        .isEqualTo("rw-------");
  }

  @Test
  void theNextWritingReplacesAllAndLeavesNothingOfTheLast() throws IOException {
    lists(0.0).write(folder);
    Files.writeString(folder.resolve("notes.csv"), "kept");
    giveValue("Lost");
    lists(0.0).write(folder);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "campaign-contact-again.csv",
              "campaign-leave-alone.csv",
              "cross-sell-candidates.csv",
              "occasions.csv",
              "segment-cant-lose.csv",
              "segment-lost.csv",
              "notes.csv");
    }
  }

  @Test
  void anUnknownListIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> lists(0.0).write("segment-champion", file("x")))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("'segment-champion'")
        .hasMessageContaining(
            "campaign-contact-again, campaign-leave-alone, cross-sell-candidates,"
                + " occasions, segment-cant-lose, segment-champions");
    assertThat(file("x")).doesNotExist();
  }

  @Test
  void changesAreThoseWhoCameWhoLeftAndWhoseDetailsAreOthers() throws IOException {
    Lists.keepEarlier(engine, parameters(0.0));
    give(
        "dim_customer",
        """
        select * from (values
          ('crm:7', 'Anna', 'anna@mill.example', null, true), ('shop:2', 'Boris', '@boris', null, true),
          ('shop:3', 'Clara', 'clara@mill.example', null, true), ('shop:4', 'Dora', null, null, true)
        ) as t(person_id, name, email, phone, is_current)
        """);
    give(
        "rpt_customer_value",
        """
        select
          date '2026-03-31' as as_of_date, person_id, segment, 'A' as value_tier,
          date '2026-03-19' as last_order_date, 3 as order_days, revenue,
          cast(1 as double) as expected_revenue_365_days, 99 as recency_days, 3 as frequency,
          cast(99.9 as decimal(18, 2)) as monetary
        from (values
          ('crm:7', 'Champions', cast(-12.5 as decimal(18, 2))),
          ('shop:2', 'Lost', cast(80 as decimal(18, 2))),
          ('shop:3', 'Champions', cast(80 as decimal(18, 2)))
        ) as t(person_id, segment, revenue)
        """);

    ListChanges changes =
        lists(0.0).writeChanges("champions", LocalDate.of(2026, 3, 30), file("changes"));

    assertThat(changes)
        .isEqualTo(new ListChanges("segment-champions", LocalDate.of(2026, 3, 30), 1, 1, 1));
    assertThat(rows("changes"))
        .extracting(
            row -> row.get("Change"),
            row -> row.get("Person"),
            row -> row.get("Name"),
            row -> row.get("Reason"))
        .containsExactly(
            tuple(
                "added",
                "shop:3",
                "Clara",
                "Champions: last order 99 days ago, 3 order days and 99.90 EUR in 1095 days"),
            tuple(
                "changed",
                "crm:7",
                "Anna",
                "Champions: last order 99 days ago, 3 order days and 99.90 EUR in 1095 days"),
            tuple("removed", "shop:2", "", "now in Lost"));
  }

  @Test
  void whatMovesEachNightByItselfIsNoChange() throws IOException {
    Lists.keepEarlier(engine, parameters(0.0));
    give(
        "rpt_customer_value",
        "select * replace (recency_days + 1 as recency_days) from rpt_customer_value");

    ListChanges changes =
        lists(0.0).writeChanges("segment-champions", LocalDate.of(2026, 3, 30), file("changes"));

    assertThat(changes.added() + changes.removed() + changes.changed()).isZero();
    assertThat(rows("changes")).isEmpty();
  }

  @Test
  void whoWithdrewConsentIsRemovedByKeyAlone() throws IOException {
    Lists.keepEarlier(engine, parameters(0.0));
    give(
        "int_contact_block",
        "select 'crm:7' as person_id, 'no_consent' as reason union all select 'shop:4',"
            + " 'no_consent'");
    give("rpt_cross_sell_candidate", "select * from rpt_cross_sell_candidate where place = 1");

    lists(0.0).writeChanges("champions", LocalDate.of(2026, 3, 30), file("changes"));

    assertThat(rows("changes").get(0))
        .containsEntry("Change", "removed")
        .containsEntry("Person", "crm:7")
        .containsEntry("E-mail", "")
        .containsEntry("Reason", "no consent");

    assertThat(
            lists(0.0)
                .writeChanges(
                    "cross-sell-candidates", LocalDate.of(2026, 3, 30), file("offer-changes")))
        .isEqualTo(new ListChanges("cross-sell-candidates", LocalDate.of(2026, 3, 30), 0, 1, 0));
    assertThat(rows("offer-changes").get(0))
        .containsEntry("Product number", "p2")
        .containsEntry("Reason", "no longer offered");
  }

  @Test
  void segmentsOfLikeNamesGetListsOfTheirOwn() {
    assertThat(ListName.ofSegments(List.of("Can't Lose", "Cant lose!", "Постоянные")))
        .containsExactly(
            Map.entry("segment-cant-lose", "Can't Lose"),
            Map.entry("segment-cant-lose-2", "Cant lose!"),
            Map.entry("segment-постоянные", "Постоянные"));
  }

  private void giveValue(String segmentOfMost) {
    give(
        "rpt_customer_value",
        """
        select
          as_of_date, person_id, segment, 'A' as value_tier, date '2026-03-19' as last_order_date,
          3 as order_days, revenue, expected as expected_revenue_365_days,
          12 as recency_days, 3 as frequency, cast(99.9 as decimal(18, 2)) as monetary
        from (values
          (date '2026-03-31', 'crm:7', '%1$s', cast(-12.5 as decimal(18, 2)), cast(40 as double)),
          (date '2026-03-31', 'shop:2', '%1$s', cast(80 as decimal(18, 2)), null),
          (date '2026-03-31', 'shop:3', 'Can''t Lose', cast(80 as decimal(18, 2)), null),
          (date '2026-03-31', 'shop:4', '%1$s', cast(80 as decimal(18, 2)), null),
          (date '2026-02-28', 'shop:2', 'Promising', cast(80 as decimal(18, 2)), null)
        ) as t(as_of_date, person_id, segment, revenue, expected)
        """
            .formatted(segmentOfMost));
  }

  private void give(String table, String sql) {
    engine.keep(table, Select.of(sql));
  }

  private Lists lists(double holdoutShare) {
    return new Lists(engine, parameters(holdoutShare), new Words("en", "EUR"));
  }

  private static Map<String, Object> parameters(double holdoutShare) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("as_of", LocalDate.of(2026, 3, 31));
    parameters.put("currency", "EUR");
    parameters.put("value_window_days", 1095);
    parameters.put("cross_sell_holdout_share", holdoutShare);
    return parameters;
  }

  private Path file(String list) {
    return Lists.fileOf(folder, list);
  }

  private List<Map<String, String>> rows(String list) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file(list))) {
      List<CsvRecord> records = reader.stream().toList();
      List<String> header = records.get(0).getFields();
      return records.stream().skip(1).map(row -> named(header, row)).toList();
    }
  }

  private static Map<String, String> named(List<String> header, CsvRecord row) {
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      cells.put(header.get(i), row.getField(i));
    }
    return cells;
  }
}
