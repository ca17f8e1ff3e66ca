package clientele.etl.model.analysis;

import java.util.Locale;

/** Which groups' models speak for whom. */
enum FitBasis {
  EVERYBODY,
  /** The newcomers' model for all. */
  NEWCOMERS,
  /** The first cohort's model for those, the newcomers' for the others. */
  BY_COHORT;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  CustomerGroup groupOf(int ageDays, int oldestDays) {
    return switch (this) {
      case EVERYBODY -> CustomerGroup.EVERYBODY;
      case NEWCOMERS -> CustomerGroup.NEWCOMERS;
      case BY_COHORT ->
          CustomerGroup.FIRST_COHORT.has(ageDays, oldestDays)
              ? CustomerGroup.FIRST_COHORT
              : CustomerGroup.NEWCOMERS;
    };
  }
}
