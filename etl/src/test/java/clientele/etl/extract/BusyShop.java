package clientele.etl.extract;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Places, changes and deletes orders with their lines, each in one transaction that may take its
 * time before it commits: the moments that its rows bear are older than what others committed
 * meanwhile. An order's total is always the sum of its lines.
 */
final class BusyShop implements AutoCloseable {

  private static final int LONGEST_MILLIS = 120;

  private final String url;
  private final String user;
  private final String now;
  private final AtomicLong lastOrder = new AtomicLong();
  private final AtomicBoolean isOpen = new AtomicBoolean(true);

  /**
   * @param now SQL of the present moment
   */
  BusyShop(String url, String user, String now) {
    this.url = url;
    this.user = user;
    this.now = now;
  }

  /**
   * Works until the shop closes.
   *
   * @return the transactions that were committed
   */
  long work(long seed) throws SQLException, InterruptedException {
    Random random = new Random(seed);
    long committed = 0;
    try (Connection connection = DriverManager.getConnection(url, user, user);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (isOpen.get()) {
        try {
          deed(statement, random);
          TimeUnit.MILLISECONDS.sleep(random.nextInt(8) == 0 ? LONGEST_MILLIS : 1);
          connection.commit();
          committed++;
        } catch (SQLException deadlock) {
          connection.rollback();
        }
      }
    }
    return committed;
  }

  private void deed(Statement statement, Random random) throws SQLException {
    long known = lastOrder.get();
    long order = known == 0 ? 0 : 1 + random.nextLong(known);
    int deed = random.nextInt(4);
    if (deed > 1) {
      place(statement, lastOrder.incrementAndGet(), 1 + random.nextInt(3), random);
    } else if (isLocked(statement, order)) {
      if (deed == 0) {
        statement.execute("delete from order_lines where order_id = " + order);
        statement.execute("delete from orders where id = " + order);
      } else {
        change(statement, order, random.nextInt(9000) / 100.0);
      }
    }
  }

  /** Whether the order is there; its lines are then this transaction's alone. */
  private static boolean isLocked(Statement statement, long order) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("select id from orders where id = %d for update".formatted(order))) {
      return found.next();
    }
  }

  private void place(Statement statement, long order, int lines, Random random)
      throws SQLException {
    statement.execute("insert into orders values (%d, 0, %s)".formatted(order, now));
    for (int line = 1; line <= lines; line++) {
      statement.execute(
          "insert into order_lines values (%d, %d, %s, %s)"
              .formatted(order, line, random.nextInt(9000) / 100.0, now));
    }
    addUp(statement, order);
  }

  private void change(Statement statement, long order, double amount) throws SQLException {
    statement.execute(
        "update order_lines set amount = %s, updated_at = %s where order_id = %d and line_no = 1"
            .formatted(amount, now, order));
    addUp(statement, order);
  }

  private void addUp(Statement statement, long order) throws SQLException {
    statement.execute(
        ("update orders set updated_at = %s,"
                + " total = (select sum(amount) from order_lines where order_id = %d)"
                + " where id = %d")
            .formatted(now, order, order));
  }

  @Override
  public void close() {
    isOpen.set(false);
  }
}
