package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows on their way to the engine, some at a time, so that never all are in memory. */
final class TakenRows<R extends Record> {

  private static final int MOST_HELD = 100_000;

  private final Engine engine;
  private final String name;
  private final Class<R> type;
  private final List<R> held = new ArrayList<>();
  private int relations;

  /**
   * @param name of the relations, which are numbered
   */
  TakenRows(Engine engine, String name, Class<R> type) {
    this.engine = engine;
    this.name = name;
    this.type = type;
  }

  void add(R row) {
    held.add(row);
    if (held.size() == MOST_HELD) {
      hand();
    }
  }

  /** All rows that were added; no more may be. */
  Select select() {
    if (relations == 0 || !held.isEmpty()) {
      hand();
    }
    return Select.of(
        IntStream.range(0, relations)
            .mapToObj(number -> "select * from %s__%d".formatted(name, number))
            .collect(Collectors.joining(" union all ")));
  }

  private void hand() {
    engine.take("%s__%d".formatted(name, relations++), type, held);
    held.clear();
  }
}
