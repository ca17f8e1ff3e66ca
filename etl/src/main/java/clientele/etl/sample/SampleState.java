package clientele.etl.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Optional;

/** Each system's database says which company it belongs to, and until which day it goes. */
final class SampleState {

  static final String TABLE = "sample_state";

  private SampleState() {}

  static Optional<SampleOptions> read(SampleDatabase database) {
    try (Statement statement = database.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select seed, customers, from_date, years, until_date from "
                    + database.name(TABLE))) {
      if (!rows.next()) {
        return Optional.empty();
      }
      return Optional.of(
          new SampleOptions(
              rows.getLong(1),
              rows.getInt(2),
              LocalDate.parse(rows.getString(3)),
              rows.getInt(4),
              LocalDate.parse(rows.getString(5))));
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  static void create(SampleDatabase database) {
    database.run("drop table if exists " + database.name(TABLE));
    database.run(
        ("create table %s (seed bigint, customers integer, from_date varchar(10), years integer,"
                + " until_date varchar(10))")
            .formatted(database.name(TABLE)));
  }

  static void write(SampleDatabase database, SampleOptions options) {
    database.run("delete from " + database.name(TABLE));
    database.run(
        "insert into %s values (%d, %d, '%s', %d, '%s')"
            .formatted(
                database.name(TABLE),
                options.seed(),
                options.customers(),
                options.from(),
                options.years(),
                options.until()));
  }
}
