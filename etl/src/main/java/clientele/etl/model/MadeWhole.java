package clientele.etl.model;

/** Why a run makes every table whole. */
public enum MadeWhole {
  /** The next night stands on another publication and cannot go on from it. */
  DATE_OF_THE_PAST("the business date is one of the past"),
  REBUILD("a rebuild was asked for");

  private final String reason;

  MadeWhole(String reason) {
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
