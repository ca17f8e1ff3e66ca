package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions of the dialect for keys and texts, and where they may stand. */
interface KeyAndTextCases extends EngineCases {

  /** The places are those of Python's hashlib.md5. */
  @Test
  default void who_is_held_out_of_lists_is_the_same_on_every_engine_and_night() {
    assertThat(values("hold_out_place('shop:102008')", "hold_out_place('müller:7')"))
        .containsExactly("559", "9734");
  }

  @Test
  default void keys_are_the_first_sixty_bits_of_the_digest() {
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
  default void codes_of_currencies_are_told_from_other_texts() {
    assertThat(
            values(
                "cast(is_currency_code('EUR') as varchar)",
                "cast(is_currency_code('eur') as varchar)",
                "cast(is_currency_code('EURO') as varchar)",
                "cast(is_currency_code(cast(null as varchar)) as varchar)"))
        .containsExactly("true", "false", "false", null);
  }

  @Test
  default void contact_points_are_spelled_in_one_way() {
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
  default void names_are_spelled_in_one_way() {
    assertThat(
            values(
                "normal_name(' MÜLLER-Lüdenscheidt ')",
                "normal_name('O''Neill, Ph.D.')",
                "normal_name('Élodie  Noël')",
                "normal_name('Жанна')",
                "normal_name(' - ')",
                "normal_name(cast(null as varchar))"))
        .containsExactly(
            "mueller luedenscheidt", "oneill ph d", "elodie noel", "жанна", null, null);
  }

  @Test
  default void typos_are_counted_in_letters() {
    assertThat(
            values(
                "cast(typos_between('baker', 'baker') as varchar)",
                "cast(typos_between('baker', 'bakers') as varchar)",
                "cast(typos_between('петрова', 'патрава') as varchar)",
                "cast(typos_between('', 'baker') as varchar)",
                "cast(typos_between('baker', cast(null as varchar)) as varchar)"))
        .containsExactly("0", "1", "2", "5", null);
  }

  @Test
  default void dialect_functions_work_in_every_place_of_a_select() {
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
}
