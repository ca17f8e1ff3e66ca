package clientele.etl.model.analysis;

import java.time.LocalDate;
import java.util.Map;

/** The parameters of a run by their types. */
record RunValues(Map<String, Object> parameters) {

  LocalDate asOf() {
    return (LocalDate) require("as_of");
  }

  long whole(String name) {
    return ((Number) require(name)).longValue();
  }

  double number(String name) {
    return ((Number) require(name)).doubleValue();
  }

  String text(String name) {
    return require(name).toString();
  }

  boolean isTrue(String name) {
    return (Boolean) require(name);
  }

  private Object require(String name) {
    Object value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no parameter " + name);
    }
    return value;
  }
}
