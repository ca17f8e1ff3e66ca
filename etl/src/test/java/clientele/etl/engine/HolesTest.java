package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HolesTest {

  private static String fill(String sql, Object value) {
    return Holes.fill(new Select(sql, Map.of("x", value)));
  }

  @Test
  void values_become_literals_of_their_type() {
    assertThat(fill(":x", "O'Neill -- 'x'")).isEqualTo("'O''Neill -- ''x'''");
    assertThat(fill(":x", 5)).isEqualTo("cast(5 as integer)");
    assertThat(fill(":x", Long.MIN_VALUE)).isEqualTo("cast('-9223372036854775808' as bigint)");
    assertThat(fill(":x", 0.1)).isEqualTo("cast('0.1' as double)");
    assertThat(fill(":x", new BigDecimal("0.05"))).isEqualTo("cast('0.05' as decimal(2,2))");
    assertThat(fill(":x", new BigDecimal("1E+3"))).isEqualTo("cast('1000' as decimal(4,0))");
    assertThat(fill(":x", BigDecimal.ZERO)).isEqualTo("cast('0' as decimal(1,0))");
    assertThat(fill(":x", true)).isEqualTo("true");
    assertThat(fill(":x", LocalDate.of(2026, 3, 31))).isEqualTo("date '2026-03-31'");
    assertThat(fill(":x", LocalDateTime.of(2026, 3, 31, 4, 5)))
        .isEqualTo("timestamp '2026-03-31 04:05:00.000000'");
  }

  @Test
  void holes_are_found_wherever_sql_has_values_and_nowhere_else() {
    assertThat(fill("a=:x and(b>:x)", 1))
        .isEqualTo("a=cast(1 as integer) and(b>cast(1 as integer))");
    String untouched =
        "'it''s :x' || \"a :x\" -- :x it's\n /* ' :x\n:x */ a::x b[1:x] time '10:20' {a: 1}";
    assertThat(fill(untouched, 1)).isEqualTo(untouched);
    assertThat(fill("'a'':x' :x /* open :x", true)).startsWith("'a'':x' true");
  }

  @Test
  void a_long_text_is_skipped_like_a_short_one() {
    String text = "'" + "it''s :x ".repeat(100_000) + "'";

    assertThat(fill(text + ":x", 1)).isEqualTo(text + "cast(1 as integer)");
  }

  @Test
  void unknown_holes_are_named_with_the_known_ones() {
    Select select = new Select("select :as_of, :b, :a, :a", Map.of("as_of", 1, "run_id", "x"));

    assertThatThrownBy(() -> Holes.fill(select))
        .isInstanceOf(Failure.Settings.class)
        .hasMessage("unknown parameter :a, :b in SQL; known are :as_of, :run_id");
  }

  @Test
  void a_semicolon_at_the_end_is_left_out() {
    assertThat(Holes.fill(Select.of("select 1;\n"))).isEqualTo("select 1");
  }

  @Test
  void words_and_texts_are_replaced_outside_of_comments_and_quoted_names() {
    assertThat(
            Holes.replaceTokens(
                "cast(a as varchar) 'varchar' \"varchar\" -- varchar\n varchar(3)",
                text -> text.toUpperCase(Locale.ROOT),
                word -> word.equals("varchar") ? "string" : word))
        .isEqualTo("cast(a as string) 'VARCHAR' \"varchar\" -- varchar\n varchar(3)");
  }
}
