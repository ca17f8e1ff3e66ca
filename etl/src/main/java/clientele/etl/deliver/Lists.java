package clientele.etl.deliver;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.failure.Failure;
import clientele.yaml.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The lists of people to contact, with names and addresses in clear: one of each segment, who may
 * be offered what, whom campaigns advise to contact again or to leave alone, and whom to contact
 * before a day that matters to them. Who gave no consent, where any source tells consents, and the
 * control group are left out and counted.
 */
public final class Lists {

  /** The tables that must be readable on the engine, as the publication has them. */
  public static final Set<String> TABLES =
      Set.of(
          "rpt_customer_value",
          "rpt_cross_sell_candidate",
          "rpt_campaign_advice",
          "rpt_occasion_due",
          "rpt_life_event_due",
          "int_cross_sell_option",
          "int_contact_block",
          "bridge_customer_identity",
          "dim_customer");

  /** The tables of a night that {@link #recordSql} reads. */
  public static final Set<String> RECORDED_FROM =
      Set.of(
          "rpt_cross_sell_candidate",
          "rpt_campaign_advice",
          "rpt_occasion_due",
          "rpt_life_event_due",
          "int_contact_block",
          "dim_customer");

  private static final String LISTED = "listed";

  private final Engine engine;
  private final Map<String, Object> parameters;
  private final Words words;
  private final Map<String, Map<String, Long>> peopleBySegment = new HashMap<>();
  private final Map<String, Map<String, Long>> peopleByAdvice = new HashMap<>();
  private final Map<String, Map<String, Long>> peopleByList = new HashMap<>();
  private final Map<String, String> segmentsByList;

  private record Fate(String segment, String fate, long people) {}

  private record SegmentPerson(
      String personId,
      String accounts,
      String name,
      String email,
      String phone,
      String segment,
      String valueTier,
      LocalDate lastOrderDate,
      long orderDays,
      BigDecimal revenue,
      BigDecimal expectedRevenueNextYear,
      String reason) {}

  private record Offer(
      String personId,
      String accounts,
      String name,
      String email,
      String phone,
      int place,
      String productId,
      String productName,
      BigDecimal probability,
      BigDecimal expectedRevenue,
      BigDecimal expectedMargin,
      String reason) {}

  private record OccasionPerson(
      String personId,
      String accounts,
      String name,
      String email,
      String phone,
      String occasion,
      String relation,
      String whom,
      LocalDate occasionDate,
      Integer years,
      LocalDate contactDate,
      LocalDate lastOrderDate,
      BigDecimal lastOrderAmount,
      String lastOrderProduct,
      String offer,
      String reason) {}

  private record AdvisedPerson(
      String personId,
      String accounts,
      String name,
      String email,
      String phone,
      String evidence,
      String campaignName,
      String arm,
      BigDecimal revenueEffect,
      BigDecimal revenueEffectLow,
      BigDecimal revenueEffectHigh,
      BigDecimal costPerPerson,
      String reason) {}

  /**
   * @param engine DuckDB, with {@link #TABLES}
   * @param parameters of the publication: {@code as_of}, and the settings
   * @param words for the heads of columns
   */
  public Lists(Engine engine, Map<String, Object> parameters, Words words) {
    this.engine = engine;
    this.words = words;
    this.parameters = Map.copyOf(parameters);
    engine.keep("segment_people", select(resource("segment_people.sql")));
    engine.keep("campaign_people", select(resource("campaign_people.sql")));
    engine.keep("occasion_people", select(resource("occasion_people.sql")));
    engine.keep("cross_sell_people", select(resource("cross_sell_people.sql")));
    engine.keep("cross_sell_offers", select(resource("cross_sell_offers.sql")));
    count(
        "select segment, fate, count(*) as people from segment_people group by all",
        peopleBySegment);
    count(
        "select advice as segment, fate, count(*) as people from campaign_people group by all",
        peopleByAdvice);
    count(
        """
        select '%s' as segment, fate, count(*) as people from cross_sell_people group by fate
        union all
        select '%s', fate, count(distinct person_id) from occasion_people group by fate
        """
            .formatted(ListName.CROSS_SELL, ListName.OCCASIONS),
        peopleByList);
    this.segmentsByList = ListName.ofSegments(peopleBySegment.keySet());
  }

  /**
   * Keeps what the lists were, before the engine is given the tables of the publication that
   * follows.
   *
   * @param engine DuckDB, with {@link #TABLES} of the earlier publication
   */
  public static void keepEarlier(Engine engine, Map<String, Object> parameters) {
    for (String relation :
        List.of("segment_people", "cross_sell_offers", "campaign_people", "occasion_people")) {
      engine.keep("earlier_" + relation, new Select(resource(relation + ".sql"), parameters));
    }
  }

  /** The SELECT of fact_list_delivery, on either engine, with the parameters of a night. */
  public static String recordSql() {
    return resource("list_delivery.sql");
  }

  /** Every list, by name. */
  public List<ListSummary> summaries() {
    List<ListSummary> summaries = new ArrayList<>();
    ListName.ADVICE.forEach(
        (list, advice) ->
            summaries.add(summary(list, peopleByAdvice.getOrDefault(advice, Map.of()))));
    for (String list : List.of(ListName.CROSS_SELL, ListName.OCCASIONS)) {
      summaries.add(summary(list, peopleByList.getOrDefault(list, Map.of())));
    }
    segmentsByList.forEach(
        (list, segment) -> summaries.add(summary(list, peopleBySegment.get(segment))));
    return summaries;
  }

  /** Writes every list to a folder, and removes lists of segments that are no more. */
  public List<ListSummary> write(Path folder) {
    List<ListSummary> summaries = summaries();
    summaries.forEach(summary -> write(summary.list(), fileOf(folder, summary.list())));
    removeOld(folder);
    return summaries;
  }

  /**
   * Writes one list.
   *
   * @throws Failure.Settings where there is no such list
   */
  public ListSummary write(String list, Path file) {
    ListSummary summary = require(list);
    ListFile target = new ListFile(file, words);
    ListKind kind = kind(summary);
    if (kind instanceof ListKind.Segment segment) {
      target.write(SegmentPerson.class, rows -> scanSegment(segment.segment(), rows));
    } else if (kind instanceof ListKind.Advised advised) {
      target.write(AdvisedPerson.class, rows -> scanAdvised(advised.advice(), rows));
    } else if (kind instanceof ListKind.Occasions) {
      target.write(OccasionPerson.class, this::scanOccasions);
    } else {
      target.write(Offer.class, this::scanOffers);
    }
    return summary;
  }

  /**
   * Writes the rows of one list that are new, no more, or others than those that were kept by
   * {@link #keepEarlier}. What moves each night by itself, such as days since the last order and
   * what is expected, is no change.
   *
   * @param since the business date of the earlier publication
   * @throws Failure.Settings where there is no such list
   */
  public ListChanges writeChanges(String list, LocalDate since, Path file) {
    ListSummary summary = require(list);
    ChangedRows changes = new ChangedRows(engine, parameters);
    changes.write(kind(summary), file, words);
    return new ListChanges(
        summary.list(),
        since,
        changes.count("added"),
        changes.count("removed"),
        changes.count("changed"));
  }

  private ListKind kind(ListSummary summary) {
    String list = summary.list();
    if (list.equals(ListName.CROSS_SELL)) {
      return new ListKind.Offers();
    }
    if (list.equals(ListName.OCCASIONS)) {
      return new ListKind.Occasions();
    }
    return ListName.ADVICE.containsKey(list)
        ? new ListKind.Advised(ListName.ADVICE.get(list))
        : new ListKind.Segment(segmentsByList.get(list));
  }

  public static Path fileOf(Path folder, String list) {
    return folder.resolve(list + ".csv");
  }

  private ListSummary require(String list) {
    List<String> names = summaries().stream().map(ListSummary::list).toList();
    return summaries().stream()
        .filter(
            summary ->
                summary.list().equals(list)
                    || summary.list().equals(ListName.SEGMENT_PREFIX + list))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure.Settings(
                    "no list '%s'%s; there are: %s"
                        .formatted(list, Nearest.hint(list, names), String.join(", ", names))));
  }

  private void scanSegment(String segment, Consumer<SegmentPerson> rows) {
    Map<String, Object> values = new HashMap<>(parameters);
    values.put("segment", segment);
    engine.scan(
        new Select(
            """
            select * exclude (fate)
            from segment_people
            where segment = :segment and fate = 'listed'
            order by expected_revenue_next_year desc nulls last, revenue desc, person_id
            """,
            values),
        SegmentPerson.class,
        rows);
  }

  private void scanAdvised(String advice, Consumer<AdvisedPerson> rows) {
    engine.scan(
        new Select(
            """
            select * exclude (advice, fate)
            from campaign_people
            where advice = :advice and fate = 'listed'
            order by revenue_effect_low desc, campaign_name, arm, person_id
            """,
            Map.of("advice", advice)),
        AdvisedPerson.class,
        rows);
  }

  private void scanOccasions(Consumer<OccasionPerson> rows) {
    engine.scan(
        select(
            """
            select * exclude (fate)
            from occasion_people
            where fate = 'listed'
            order by occasion_date, person_id, occasion, relation, whom
            """),
        OccasionPerson.class,
        rows);
  }

  private void scanOffers(Consumer<Offer> rows) {
    engine.scan(
        select(
            """
            select * exclude (best_expected_revenue)
            from cross_sell_offers
            order by best_expected_revenue desc, person_id, place
            """),
        Offer.class,
        rows);
  }

  private void removeOld(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> old =
          files
              .filter(file -> file.getFileName().toString().startsWith(ListName.SEGMENT_PREFIX))
              .filter(file -> file.getFileName().toString().endsWith(".csv"))
              .filter(
                  file ->
                      segmentsByList.keySet().stream()
                          .noneMatch(list -> file.equals(fileOf(folder, list))))
              .toList();
      for (Path file : old) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new Failure.Engine(
          "old lists in %s cannot be removed: %s. See that the folder may be written"
              .formatted(folder, e),
          e);
    }
  }

  private static ListSummary summary(String list, Map<String, Long> peopleByFate) {
    Map<String, Long> leftOut = new HashMap<>(peopleByFate);
    Long listed = leftOut.remove(LISTED);
    return new ListSummary(list, listed == null ? 0 : listed, leftOut);
  }

  private void count(String sql, Map<String, Map<String, Long>> people) {
    read(sql)
        .forEach(
            row ->
                people
                    .computeIfAbsent(row.segment(), group -> new HashMap<>())
                    .put(row.fate(), row.people()));
  }

  private List<Fate> read(String sql) {
    return engine.read(Select.of(sql), Fate.class);
  }

  private Select select(String sql) {
    return new Select(sql, parameters);
  }

  static String resource(String name) {
    try (InputStream input = Lists.class.getResourceAsStream("/lists/" + name)) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
