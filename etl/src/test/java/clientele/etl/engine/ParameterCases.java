package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parameters of a SELECT. */
interface ParameterCases extends EngineCases {

  @Test
  default void parameters_of_every_type_arrive_as_they_are() {
    Everything row = Everything.ROWS.get(0);
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

  @Test
  default void what_looks_like_a_parameter_in_quotes_and_comments_is_left_alone() {
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
}
