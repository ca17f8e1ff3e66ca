package clientele.etl.engine;

import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;

/** Makes the functions written in Java known to a DuckDB database. */
final class DuckDbFunctions {

  private DuckDbFunctions() {}

  static void register(DuckDBConnection connection, EngineSettings settings) {
    PhoneNumbers phones = new PhoneNumbers(settings.country());
    register(connection, "normal_phone", 1, DuckDBColumnType.VARCHAR, spelling(phones::normal));
    register(connection, "normal_name", 1, DuckDBColumnType.VARCHAR, spelling(Names::normal));
    register(
        connection,
        "is_currency_code",
        1,
        DuckDBColumnType.BOOLEAN,
        (texts, result) -> {
          DuckDBReadableVector code = texts.vector(0);
          for (long row = 0; row < texts.rowCount(); row++) {
            Boolean isCode = Currencies.isCode(text(code, row));
            if (isCode == null) {
              result.setNull(row);
            } else {
              result.setBoolean(row, isCode);
            }
          }
        });
    register(
        connection,
        "typos_between",
        2,
        DuckDBColumnType.INTEGER,
        parsing(Names::typosBetween, (result, row, typos) -> result.setInt(row, typos)));
    register(
        connection,
        "parse_timestamp",
        2,
        DuckDBColumnType.TIMESTAMP,
        parsing(TimeTexts::timestamp, (result, row, moment) -> result.setTimestamp(row, moment)));
    register(
        connection,
        "parse_date",
        2,
        DuckDBColumnType.DATE,
        parsing(TimeTexts::date, (result, row, day) -> result.setDate(row, day)));
  }

  private interface Parser<T> {
    T parse(String text, String pattern);
  }

  private interface Setter<T> {
    void set(DuckDBWritableVector result, long row, T value);
  }

  private static DuckDBScalarFunction spelling(UnaryOperator<String> function) {
    return (DuckDBDataChunkReader texts, DuckDBWritableVector result) -> {
      DuckDBReadableVector values = texts.vector(0);
      for (long row = 0; row < texts.rowCount(); row++) {
        String spelled = function.apply(text(values, row));
        if (spelled == null) {
          result.setNull(row);
        } else {
          result.setString(row, spelled);
        }
      }
    };
  }

  private static <T> DuckDBScalarFunction parsing(Parser<T> parser, Setter<T> setter) {
    return (DuckDBDataChunkReader texts, DuckDBWritableVector result) -> {
      DuckDBReadableVector values = texts.vector(0);
      DuckDBReadableVector patterns = texts.vector(1);
      for (long row = 0; row < texts.rowCount(); row++) {
        T parsed = parser.parse(text(values, row), text(patterns, row));
        if (parsed == null) {
          result.setNull(row);
        } else {
          setter.set(result, row, parsed);
        }
      }
    };
  }

  private static String text(DuckDBReadableVector vector, long row) {
    return vector.isNull(row) ? null : vector.getString(row);
  }

  private static void register(
      DuckDBConnection connection,
      String name,
      int parameters,
      DuckDBColumnType type,
      DuckDBScalarFunction function) {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder.withName(name);
      for (int i = 0; i < parameters; i++) {
        builder.withParameter(DuckDBColumnType.VARCHAR);
      }
      builder.withReturnType(type).withVectorizedFunction(function).register(connection);
    } catch (SQLException e) {
      throw DuckDbFailures.of(e);
    }
  }
}
