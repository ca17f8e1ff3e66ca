package clientele.etl.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keys as a database counts and gives them.
 *
 * @param relation its table or query as SQL
 * @param key the columns of the key
 * @param quote of identifiers
 * @param fetchSize rows that the driver brings at once
 * @param broken is told when the connection may be no good any more
 */
record JdbcKeys(
    Connection connection,
    Database database,
    String relation,
    List<JdbcColumn> key,
    String quote,
    int fetchSize,
    Runnable broken)
    implements SourceKeys {

  @Override
  public Optional<KeyBuckets> number() {
    return KeyBuckets.of(
        database,
        key.stream().map(column -> JdbcRelation.quoted(column.label(), quote)).toList(),
        key.stream().map(JdbcColumn::type).toList());
  }

  @Override
  public Map<Long, String> digests(int buckets) throws SQLException {
    Map<Long, String> digests = new HashMap<>();
    if (number().isEmpty()) {
      digests.put(0L, "all");
      return digests;
    }
    String select = KeyBuckets.digests(number().get().number(), relation, buckets);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        List<String> parts = new ArrayList<>();
        for (int i = 2; i <= 5; i++) {
          parts.add(rows.getBigDecimal(i).toBigInteger().toString());
        }
        digests.put(rows.getLong(1), String.join(" ", parts));
      }
      return digests;
    } catch (SQLException exception) {
      broken.run();
      throw exception;
    }
  }

  @Override
  public void give(int buckets, List<Long> wanted, Consumer<String> sink) throws SQLException {
    String condition =
        wanted.isEmpty() || number().isEmpty()
            ? ""
            : " where " + KeyBuckets.in(number().get().number(), buckets, wanted);
    String select =
        "select %s from %s%s"
            .formatted(
                String.join(", ", key.stream().map(column -> column.item(quote)).toList()),
                relation,
                condition);
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery()) {
        Object[] parts = new Object[key.size()];
        while (rows.next()) {
          for (int i = 0; i < parts.length; i++) {
            parts[i] = key.get(i).value(rows, i + 1);
          }
          KeyText.join(parts).ifPresent(sink);
        }
      }
    } catch (SQLException exception) {
      broken.run();
      throw exception;
    }
  }
}
