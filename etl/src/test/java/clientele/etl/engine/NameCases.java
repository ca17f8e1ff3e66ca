package clientele.etl.engine;

import static clientele.etl.engine.EngineCases.columns;
import static org.assertj.core.api.Assertions.assertThat;

import clientele.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Relations by name, and what becomes of them. */
interface NameCases extends EngineCases {

  @Test
  default void a_kept_relation_stays_when_what_it_read_is_gone() {
    engine().take("source_rows", Buyer.class, List.of(new Buyer("Anna", 1)));
    engine().keep("kept_rows", Select.of("select * from source_rows"));
    engine().take("source_rows", Buyer.class, List.of(new Buyer("Boris", 2)));
    engine().forget("source_rows");

    assertThat(engine().read(Select.of("select * from kept_rows"), Buyer.class))
        .containsExactly(new Buyer("Anna", 1));
  }

  @Test
  default void a_kept_relation_may_be_replaced_by_a_select_from_itself() {
    engine().take("counted", Buyer.class, List.of(new Buyer("Anna", 1)));
    engine().keep("counted", Select.of("select name, pieces + 1 as pieces from counted"));
    engine().keep("counted", Select.of("select name, pieces + 1 as pieces from counted"));

    assertThat(engine().read(Select.of("select * from counted"), Buyer.class))
        .containsExactly(new Buyer("Anna", 3));
  }

  @Test
  default void threads_give_names_and_write_side_by_side() {
    engine().take("shared_rows", Buyer.class, List.of(new Buyer("Anna", 1), new Buyer("Boris", 2)));

    List<Long> sums =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(
                thread -> {
                  String own = "of_thread_" + thread;
                  for (int round = 0; round < 5; round++) {
                    engine().keep(own, Select.of("select name, pieces from shared_rows"));
                    engine()
                        .define(
                            own + "_view",
                            new Select(
                                "select name, pieces + :more as pieces from " + own,
                                Map.of("more", thread)));
                    Written written =
                        engine()
                            .write(
                                Select.of("select * from %s_view".formatted(own)),
                                BUYER,
                                newFolder(),
                                List.of());
                    engine().register(own, written.files(), columns(BUYER));
                  }
                  return engine().read(Select.of("select * from " + own), Buyer.class).stream()
                      .mapToLong(Buyer::pieces)
                      .sum();
                })
            .toList();

    assertThat(sums).containsExactly(3L, 5L, 7L, 9L);
  }

  @Test
  default void a_definition_reads_what_its_names_mean_now() {
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
  default void a_name_can_be_given_to_something_else_of_any_kind() {
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
  default void a_forgotten_name_is_gone_and_an_unknown_one_is_no_error() {
    engine().take("passing", Buyer.class, List.of());
    engine().forget("passing");
    engine().forget("passing");

    assertFails(
        Failure.Settings.class,
        () -> engine().show(Select.of("select * from passing"), 1),
        "passing");
  }

  @Test
  default void types_that_contracts_do_not_have_are_refused_by_column() {
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
  default void sessions_do_not_see_each_others_names_nor_settings() {
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
}
