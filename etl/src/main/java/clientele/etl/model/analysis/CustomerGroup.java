package clientele.etl.model.analysis;

import clientele.etl.analytics.value.LeftTruncation;
import java.util.Locale;

/** Whom a model is fitted on. */
enum CustomerGroup {
  EVERYBODY,
  /** Those first seen in the first month of the history, who may have been customers before. */
  FIRST_COHORT,
  NEWCOMERS;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a customer first seen so many days ago is of the group. */
  boolean has(int ageDays, int oldestDays) {
    boolean isFirst = ageDays > oldestDays - LeftTruncation.COHORT_DAYS;
    return switch (this) {
      case EVERYBODY -> true;
      case FIRST_COHORT -> isFirst;
      case NEWCOMERS -> !isFirst;
    };
  }
}
