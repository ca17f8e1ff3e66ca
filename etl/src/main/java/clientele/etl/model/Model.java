package clientele.etl.model;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.schema.TableContract;
import java.util.Map;
import java.util.Set;

/** How one table is made. */
public sealed interface Model {

  /** What the table is. */
  TableContract contract();

  /** The tables it reads, by name. */
  Set<String> inputs();

  /** The SELECT that gives the rows; its inputs are readable on the engine under their names. */
  Select body(Engine engine, Map<String, Object> parameters);

  /** The table's name. */
  default String name() {
    return contract().name();
  }

  /** A model whose body is one SELECT. */
  record SqlModel(TableContract contract, String sql, Set<String> inputs) implements Model {
    @Override
    public Select body(Engine engine, Map<String, Object> parameters) {
      return new Select(sql, parameters);
    }
  }

  /** A model whose body is Java. */
  record JavaModel(TableContract contract, Analysis analysis) implements Model {
    @Override
    public Set<String> inputs() {
      return analysis.inputs();
    }

    @Override
    public Select body(Engine engine, Map<String, Object> parameters) {
      return analysis.compute(engine, parameters);
    }
  }
}
