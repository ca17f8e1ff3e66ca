package clientele.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.check.CheckResult;
import clientele.etl.check.Checks;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.settings.Settings;
import clientele.etl.store.IcebergStore;
import clientele.etl.store.LocationSettings;
import clientele.etl.store.Publication;
import clientele.etl.store.ScratchStore;
import clientele.schema.Layer;
import clientele.schema.TableContract;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is who over several nights: joined, parted, deleted and come back. */
class IdentityNightsTest {

  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  private static final String ANNA =
      account("shop", "anna", "Anna", "Baker", "anna@village.example", "2020-01-01");
  private static final String CALLER =
      account("calls", "9", "Anna", "Baker", "a.baker@village.example", "2019-01-01");
  private static final String CALLER_WITH_ANNAS_ADDRESS =
      account("calls", "9", "Anna", "Baker", "anna@village.example", "2019-01-01");
  private static final String CONTACT =
      account("crm", "c1", "A.", "Baker", "anna@village.example", "2018-01-01");

  @TempDir Path folder;

  private static String account(
      String source, String id, String given, String family, String email, String since) {
    return "select '%s' as source, '%s' as customer_id, '%s' as given_name, '%s' as family_name, '%s' as email, timestamp '%s 00:00:00' as created_at"
        .formatted(source, id, given, family, email, since);
  }

  private static String line(String source, String customer, String day) {
    return "select '%1$s' as source, '%2$s-%3$s' as order_line_id, 'o' as order_id, '%2$s' as customer_id, timestamp '%3$s 10:00:00' as ordered_at, 1 as quantity, 2 as unit_price, 2 as line_amount, 'EUR' as currency, false as is_return"
        .formatted(source, customer, day);
  }

  private static final List<String> LINES =
      List.of(
          line("shop", "anna", "2026-02-01"),
          line("calls", "9", "2026-02-02"),
          line("crm", "c1", "2026-02-03"));

  /** An account of the town, and the last night's answer to who it is. */
  private static final class Resident {
    final String source;
    final String id;
    final LocalDate openedOn;
    LocalDate knownSince;
    String email;
    String phone;
    boolean isDelivered;
    String person;

    Resident(int number, Random random) {
      source = number % 2 == 0 ? "shop" : "calls";
      id = "r" + number;
      openedOn = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(4));
      move(random);
      isDelivered = random.nextBoolean();
    }

    void move(Random random) {
      email = "home" + random.nextInt(25) + "@village.example";
      phone = random.nextInt(4) == 0 ? "020 7946 01" + (10 + random.nextInt(20)) : "";
    }

    /** The written order: named the person before, known longer, opened first, name. */
    String order(Map<Resident, String> before) {
      boolean isName = key().equals(before.get(this));
      return "%d %s %s %s %s"
          .formatted(isName ? 0 : 1, knownSince, isDelivered ? openedOn : "unknown", source, id);
    }

    String key() {
      return source + ":" + id;
    }

    String row() {
      return account(source, id, "Anna", "Baker", email, openedOn.toString())
          + ", '%s' as phone".formatted(phone);
    }
  }

  /** A warehouse of which only identity, customers and order lines are looked at. */
  private final class Town implements AutoCloseable {
    private final Models models = Models.read(folder);
    private final Engine engine =
        Engines.open("duckdb", EngineSettings.defaults(folder.resolve("scratch")));
    private final IcebergStore published =
        new IcebergStore(
            new LocationSettings(folder.resolve("warehouse"), ""), InstantSource.system());
    private final ScratchStore store =
        ScratchStore.bare(
            published,
            new Publication(0, "none", MONDAY, Instant.EPOCH, Map.of()),
            folder.resolve("tables"));
    private final Set<String> needed = new HashSet<>();

    Town() {
      need("fact_order_line");
      need("bridge_person_survivor");
      need("dim_date");
    }

    private void need(String name) {
      if (needed.add(name)) {
        models.find(name).ifPresent(model -> model.inputs().forEach(this::need));
      }
    }

    void night(LocalDate date, String... accounts) {
      night(date, List.of(accounts), LINES);
    }

    void night(LocalDate date, List<String> accounts, List<String> lines) {
      Map<String, Object> parameters = new HashMap<>(Settings.defaults(folder).parameters());
      parameters.put("as_of", date);
      parameters.put("as_of_begin", date.atStartOfDay());
      parameters.put("as_of_end", date.plusDays(1).atStartOfDay());
      parameters.put("run_id", "run " + date);
      store.next();
      Workspace workspace = new Workspace(engine, store, "night", parameters, true);
      for (String name : needed) {
        TableContract contract = models.contracts().require(name);
        if (contract.layer() == Layer.STAGING) {
          List<String> rows =
              switch (name) {
                case "stg_customer" -> accounts;
                case "stg_order_line" -> lines;
                default -> List.of();
              };
          workspace.write(contract, Select.of(rows(contract, rows)), Map.of());
        }
      }
      ModelBuilder builder = new ModelBuilder(workspace, models.contracts());
      models.inOrder().stream()
          .filter(model -> needed.contains(model.name()))
          .forEach(builder::build);
      Checks checks = new Checks(engine, parameters);
      assertThat(
              List.of(
                      "bridge_customer_identity",
                      "bridge_person_survivor",
                      "dim_customer",
                      "fact_order_line")
                  .stream()
                  .flatMap(name -> checks.check(models.contracts().require(name)).stream())
                  .filter(CheckResult::stops)
                  .map(result -> result.check().name() + checks.sample(result)))
          .isEmpty();
    }

    private String rows(TableContract contract, List<String> rows) {
      List<String> selects = new ArrayList<>();
      selects.add(items(contract, Set.of()) + " from (select 1 as one) nothing where one = 0");
      for (String row : rows) {
        Set<String> given =
            engine.describe(Select.of(row)).stream().map(c -> c.name()).collect(Collectors.toSet());
        selects.add(items(contract, given) + " from (" + row + ") given");
      }
      return String.join("\nunion all\n", selects);
    }

    private static String items(TableContract contract, Set<String> given) {
      return contract.columns().stream()
          .map(
              column ->
                  "cast(%s as %s) as %s"
                      .formatted(
                          given.contains(column.name()) ? column.name() : "null",
                          column.type().sql(),
                          column.name()))
          .collect(Collectors.joining(", ", "select ", ""));
    }

    List<String> rows(String sql) {
      return engine.show(Select.of(sql), 1000).rows().stream()
          .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
          .toList();
    }

    Map<String, String> persons() {
      return rows("select source || ':' || customer_id, person_id from bridge_customer_identity")
          .stream()
          .map(row -> row.split("\\|"))
          .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    List<String> people() {
      return rows("select source, person_id, rule from bridge_customer_identity order by source");
    }

    List<String> buyers() {
      return rows("select source, person_id from fact_order_line order by source");
    }

    @Override
    public void close() {
      engine.close();
      store.close();
      published.close();
    }
  }

  @Test
  void aNameStaysWhoeverJoinsAndFactsFollowMergesAndSplits() {
    try (Town town = new Town()) {
      town.night(MONDAY, ANNA, CALLER);
      assertThat(town.people())
          .containsExactly("calls|calls:9|alone", "crm|crm:c1|named_only", "shop|shop:anna|alone");

      // An account that was opened earlier and comes first by its source joins: the name stays.
      town.night(
          MONDAY.plusDays(1),
          ANNA,
          CALLER,
          account("aaa", "1", "Anna", "Baker", "anna@village.example", "2001-01-01"));
      assertThat(town.people()).contains("aaa|shop:anna|email", "shop|shop:anna|email");

      // Two people become one: both were known on Monday, the caller's account is older.
      town.night(MONDAY.plusDays(2), ANNA, CALLER_WITH_ANNAS_ADDRESS);
      assertThat(town.people())
          .containsExactly("calls|calls:9|email", "crm|crm:c1|named_only", "shop|calls:9|email");
      assertThat(town.buyers()).containsExactly("calls|calls:9", "crm|crm:c1", "shop|calls:9");
      String survivors =
          "select person_id, survivor_person_id, rule, cast(valid_from as date), is_current from"
              + " bridge_person_survivor order by valid_from, person_id";
      assertThat(town.rows(survivors)).containsExactly("shop:anna|calls:9|email|2026-03-04|true");
      assertThat(
              town.rows(
                  "select person_id, survivor_person_id from dim_customer where is_current and"
                      + " customer_key > 0 order by 1"))
          .containsExactly("calls:9|null", "crm:c1|null", "shop:anna|calls:9");

      // They are parted again, and each has its own orders back.
      town.night(MONDAY.plusDays(3), ANNA, CALLER);
      assertThat(town.buyers()).containsExactly("calls|calls:9", "crm|crm:c1", "shop|shop:anna");
      assertThat(town.rows(survivors)).containsExactly("shop:anna|calls:9|email|2026-03-04|false");
      assertThat(
              town.rows(
                  "select person_id from dim_customer where is_current and survivor_person_id is"
                      + " not null"))
          .isEmpty();
      assertThat(town.rows("select count(*), sum(line_amount) from fact_order_line"))
          .containsExactly("3|6.00");
    }
  }

  @Test
  void anAccountThatNoSourceDeliversAnyMoreStaysWithItsPerson() {
    try (Town town = new Town()) {
      town.night(MONDAY, ANNA, CONTACT, CALLER);
      assertThat(town.people())
          .containsExactly("calls|calls:9|alone", "crm|crm:c1|email", "shop|crm:c1|email");

      town.night(MONDAY.plusDays(1), ANNA, CALLER);
      assertThat(town.people())
          .containsExactly("calls|calls:9|alone", "crm|crm:c1|kept", "shop|crm:c1|alone");
      assertThat(town.buyers()).containsExactly("calls|calls:9", "crm|crm:c1", "shop|crm:c1");

      town.night(MONDAY.plusDays(2), ANNA, CONTACT, CALLER);
      assertThat(town.people())
          .containsExactly("calls|calls:9|alone", "crm|crm:c1|email", "shop|crm:c1|email");
      assertThat(town.rows("select * from bridge_person_survivor")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 8})
  void whateverIsJoinedAndPartedNamesFollowTheRuleAndFactsTheNames(long seed) {
    Random random = new Random(seed);
    List<Resident> residents =
        IntStream.range(0, 40).mapToObj(number -> new Resident(number, random)).toList();
    List<String> lines =
        residents.stream().map(each -> line(each.source, each.id, "2026-02-01")).toList();
    Set<String> namesEver = new HashSet<>();
    int joined = 0;
    int parted = 0;
    try (Town town = new Town()) {
      for (int night = 0; night < 5; night++) {
        LocalDate date = MONDAY.plusDays(night);
        Map<Resident, String> before = new HashMap<>();
        for (Resident each : residents) {
          before.put(each, each.person);
          each.knownSince = each.knownSince == null ? date : each.knownSince;
          if (random.nextInt(3) == 0) {
            each.move(random);
          }
          if (random.nextInt(5) == 0) {
            each.isDelivered = !each.isDelivered;
          }
        }
        List<Resident> delivered = residents.stream().filter(each -> each.isDelivered).toList();
        town.night(date, delivered.stream().map(Resident::row).toList(), lines);
        Map<String, String> persons = town.persons();
        residents.forEach(each -> each.person = persons.get(each.key()));

        for (Resident one : delivered) {
          for (Resident other : delivered) {
            assertThat(one.person.equals(other.person))
                .as("night %d: %s and %s", night, one.key(), other.key())
                .isEqualTo(reached(one, delivered).contains(other));
          }
        }
        for (Resident each : residents) {
          List<Resident> same =
              residents.stream().filter(other -> other.person.equals(each.person)).toList();
          assertThat(each.person)
              .as("night %d: the name of %s among %s", night, each.key(), same.size())
              .isEqualTo(
                  same.stream()
                      .min(Comparator.comparing(other -> other.order(before)))
                      .orElseThrow()
                      .key());
          boolean wasWithThem =
              same.stream().anyMatch(other -> other != each && isSame(before, other, each));
          assertThat(each.isDelivered || same.size() == 1 || wasWithThem)
              .as("night %d: %s stays with its own", night, each.key())
              .isTrue();
        }
        namesEver.addAll(persons.values());
        assertThat(
                town.rows(
                    "select person_id from bridge_customer_identity union select person_id from"
                        + " bridge_person_survivor where is_current"))
            .containsExactlyInAnyOrderElementsOf(namesEver);
        assertThat(town.rows("select count(*), sum(line_amount) from fact_order_line"))
            .containsExactly("40|80.00");
        assertThat(
                town.rows(
                    """
                    select line.source_customer_id
                    from fact_order_line line
                    left join bridge_customer_identity identity
                      on identity.source = line.source and identity.customer_id = line.source_customer_id
                      and identity.person_id = line.person_id
                    left join dim_customer customer
                      on customer.customer_key = line.customer_key and customer.person_id = line.person_id
                      and customer.valid_from <= line.ordered_at and line.ordered_at < customer.valid_to
                    where identity.person_id is null or customer.person_id is null
                    """))
            .isEmpty();
        joined += count(residents, before, true);
        parted += count(residents, before, false);
      }
    }
    assertThat(joined).as("pairs joined").isGreaterThan(5);
    assertThat(parted).as("pairs parted").isGreaterThan(5);
  }

  private static boolean isSame(Map<Resident, String> before, Resident one, Resident other) {
    return before.get(one) != null && before.get(one).equals(before.get(other));
  }

  /** Pairs that became one person, or ceased to be. */
  private static int count(
      List<Resident> residents, Map<Resident, String> before, boolean isJoined) {
    int pairs = 0;
    for (Resident one : residents) {
      for (Resident other : residents) {
        boolean isOneNow = one.person.equals(other.person);
        if (before.get(one) != null
            && isOneNow == isJoined
            && isSame(before, one, other) != isJoined) {
          pairs++;
        }
      }
    }
    return pairs / 2;
  }

  /** Who is reached from an account by shared addresses and numbers. */
  private static Set<Resident> reached(Resident from, List<Resident> delivered) {
    Set<Resident> reached = new HashSet<>(Set.of(from));
    boolean isGrowing = true;
    while (isGrowing) {
      isGrowing =
          reached.addAll(
              delivered.stream()
                  .filter(
                      each ->
                          reached.stream()
                              .anyMatch(
                                  other ->
                                      other.email.equals(each.email)
                                          || !each.phone.isEmpty()
                                              && other.phone.equals(each.phone)))
                  .toList());
    }
    return reached;
  }
}
