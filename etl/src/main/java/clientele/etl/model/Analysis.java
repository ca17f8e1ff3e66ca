package clientele.etl.model;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.util.Map;
import java.util.Set;

/**
 * A model whose body is Java instead of SQL. The class of table {@code rpt_value_model} is {@code
 * clientele.etl.model.analysis.RptValueModel}, found by that name. Count in SQL, judge in Java: it
 * reads grouped rows from models beside it, and calls pure functions of {@code analytics}.
 */
public interface Analysis {

  /** The tables it reads; the graph is made from them. */
  Set<String> inputs();

  /**
   * Reads the inputs from the engine under their own names, and returns the SELECT that is the
   * table, usually over relations handed to the engine with {@link Engine#take}.
   *
   * @param parameters {@code as_of}, {@code as_of_end}, {@code run_id} and the settings' values
   */
  Select compute(Engine engine, Map<String, Object> parameters);
}
