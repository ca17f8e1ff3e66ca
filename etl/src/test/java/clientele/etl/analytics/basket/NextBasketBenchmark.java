package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.NextBasketBacktest.Line;
import clientele.etl.analytics.basket.NextBasketBacktest.Part;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The back-test of next baskets on any log of purchases, at several last days. Arguments: a SELECT
 * of person, day (from 1970-01-01) and product, and last days; everything after a last day is not
 * seen.
 */
public final class NextBasketBenchmark {

  private NextBasketBenchmark() {}

  public static void main(String[] arguments) throws SQLException {
    Histories histories = read(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      int lastDay = Integer.parseInt(arguments[i]);
      long start = System.nanoTime();
      List<Line> lines =
          NextBasketBacktest.run(
              histories, lastDay, new NextBasketOptions(30, 60, 30, 1_000, 3_000, 20_000));
      System.out.printf("last day %d: %d ms%n", lastDay, (System.nanoTime() - start) / 1_000_000);
      print(lines);
    }
  }

  private static void print(List<Line> lines) {
    for (Part part : Part.values()) {
      for (int length : new int[] {5, 10, 20}) {
        Map<String, String> row = new TreeMap<>();
        lines.stream()
            .filter(line -> line.part() == part && line.length() == length)
            .forEach(
                line ->
                    row.put(
                        line.method().name(),
                        "%.4f/%.4f".formatted(line.measures().recall(), line.measures().ndcg())));
        System.out.println(part + " " + length + " recall/ndcg " + row);
      }
    }
    lines.stream()
        .limit(1)
        .forEach(
            line ->
                System.out.println(line.people() + " people, half-life " + line.halfLifeDays()));
  }

  static Histories read(String select) throws SQLException {
    Histories.Builder builder = new Histories.Builder();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "select person, day, dense_rank() over (order by product) - 1 as product from ("
                        + select
                        + ") order by 1, 2, 3")) {
      String person = null;
      while (rows.next()) {
        if (person != null && !person.equals(rows.getString(1))) {
          builder.endPerson();
        }
        person = rows.getString(1);
        builder.add(rows.getInt(2), rows.getInt(3));
      }
      builder.endPerson();
    }
    return builder.build();
  }
}
