package clientele.etl.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * Sessions with one DuckDB database, each used by one thread at a time: while a result is open, its
 * session does nothing else. There are as many as were needed at once.
 */
final class DuckDbSessions implements AutoCloseable {

  private final DuckDbSession first;
  private final Deque<DuckDbSession> idle = new ArrayDeque<>();

  /**
   * @param first is kept open until all are closed, for the database lives as long as it
   */
  DuckDbSessions(DuckDbSession first) {
    this.first = first;
  }

  <T> T with(Function<DuckDbSession, T> work) {
    DuckDbSession session = take();
    boolean isSound = false;
    try {
      T result = work.apply(session);
      isSound = true;
      return result;
    } finally {
      giveBack(session, isSound);
    }
  }

  private DuckDbSession take() {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return first.another();
  }

  /** What failed may have left a result open, so its session is not used again. */
  private void giveBack(DuckDbSession session, boolean isSound) {
    if (isSound) {
      synchronized (idle) {
        idle.push(session);
      }
    } else {
      session.close();
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      idle.forEach(DuckDbSession::close);
      idle.clear();
    }
    first.close();
  }
}
