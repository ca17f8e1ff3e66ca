package clientele.etl.model;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.schema.TableContract;
import clientele.schema.TableKind;
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

  /** Whether what it made the night before is part of what it makes now. */
  boolean remembers();

  /** The table's name. */
  default String name() {
    return contract().name();
  }

  /**
   * A model whose body is one SELECT.
   *
   * @param readsItself the SELECT names the table itself, as the night before left it
   */
  record SqlModel(TableContract contract, String sql, Set<String> inputs, boolean readsItself)
      implements Model {
    @Override
    public boolean remembers() {
      return readsItself || contract.kind() == TableKind.TYPE2;
    }

    @Override
    public Select body(Engine engine, Map<String, Object> parameters) {
      contract
          .driver()
          .ifPresent(
              driver ->
                  engine.define(
                      driver.relation(name()), Select.of("select * from " + driver.table())));
      return new Select(sql, parameters);
    }
  }

  /** A model whose body is Java. */
  record JavaModel(TableContract contract, Analysis analysis) implements Model {
    @Override
    public boolean remembers() {
      return contract.kind() == TableKind.TYPE2;
    }

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
