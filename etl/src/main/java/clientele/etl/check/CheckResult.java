package clientele.etl.check;

import clientele.schema.Check;
import clientele.schema.TableContract;

/** What one check of one table found; no breaches is good. */
public record CheckResult(TableContract table, Check check, long breaches) {

  /** Whether it stops the publication. */
  public boolean stops() {
    return breaches > 0 && check.severity() == Check.Severity.STOP;
  }
}
