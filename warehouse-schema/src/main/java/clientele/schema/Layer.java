package clientele.schema;

/** The floors that rows climb, in their order. */
public enum Layer {
  STAGING("stg_"),
  INTERMEDIATE("int_"),
  STAR(""),
  REPORTS("rpt_");

  private final String prefix;

  Layer(String prefix) {
    this.prefix = prefix;
  }

  /** What the names of this layer's tables begin with; empty where there are several. */
  public String prefix() {
    return prefix;
  }
}
