package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Side;
import clientele.etl.analytics.experiment.Verdict;
import clientele.etl.analytics.observation.ClusteredShare;
import clientele.etl.analytics.observation.ClusteredSlope;
import clientele.etl.model.analysis.EffectWords.Told;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One kind of answer in one channel, by how many contacts there were before. */
record ContactAnswers(Slope slope, List<Band> bands, AnswerRules rules) {

  /**
   * What answers are judged by.
   *
   * @param minPeople of fewer no change is told
   * @param days before a contact
   * @param mostContacts so many before and more are one band
   */
  record AnswerRules(LocalDate asOf, double level, long minPeople, long days, long mostContacts) {}

  /** Sums over people of their contacts, and of those answered, with so many before. */
  record Band(
      String channel,
      String metric,
      long contactsBefore,
      long people,
      long trials,
      long successes,
      long trialSquares,
      long successSquares,
      long products) {

    ClusteredShare share() {
      return new ClusteredShare(people, trials, successes, trialSquares, successSquares, products);
    }
  }

  /** Sums over contacts, and over people of the products of their own sums. */
  record Slope(
      String channel,
      String metric,
      long people,
      long n,
      long x,
      long y,
      long xx,
      long xy,
      long nN,
      long nX,
      long nY,
      long nXx,
      long nXy,
      long xX,
      long xY,
      long xXx,
      long xXy,
      long yY,
      long yXx,
      long yXy,
      long xxXx,
      long xxXy,
      long xyXy) {

    ClusteredSlope clustered() {
      return new ClusteredSlope(
          people,
          numbers(n, x, y, xx, xy),
          List.of(
              numbers(nN, nX, nY, nXx, nXy),
              numbers(nX, xX, xY, xXx, xXy),
              numbers(nY, xY, yY, yXx, yXy),
              numbers(nXx, xXx, yXx, xxXx, xxXy),
              numbers(nXy, xXy, yXy, xxXy, xyXy)));
    }

    private static List<BigDecimal> numbers(long... values) {
      return Arrays.stream(values).mapToObj(BigDecimal::valueOf).toList();
    }
  }

  /** A row of rpt_contact_answer. */
  record AnswerRow(
      LocalDate asOfDate,
      String channel,
      String metric,
      long contactsBefore,
      boolean isOrMore,
      long contacts,
      long people,
      long answers,
      double answeredShare,
      double answeredLow,
      double answeredHigh,
      Double change,
      Double changeLow,
      Double changeHigh,
      Double changeP,
      Double changeQ,
      String verdict,
      String verdictKind) {}

  /** The interval of the change and its p; empty where it cannot be told. */
  Optional<Verdict> change() {
    return measured().map(measured -> measured.atFixedTime(Side.BOTH, rules.level()));
  }

  private Optional<Contrast.Measured> measured() {
    return slope.people() < rules.minPeople()
        ? Optional.empty()
        : ArmComparison.measured(Optional.of(slope.clustered().slope()));
  }

  /**
   * A row a band.
   *
   * @param q the change's p among those of all channels and metrics
   */
  List<AnswerRow> rows(Optional<Double> q) {
    Double rise = measured().map(Contrast.Measured::value).orElse(null);
    Optional<Verdict> change = change();
    Told told = told(q);
    return bands.stream()
        .map(
            band -> {
              Verdict interval = band.share().interval(rules.level());
              return new AnswerRow(
                  rules.asOf(),
                  band.channel(),
                  band.metric(),
                  band.contactsBefore(),
                  band.contactsBefore() == rules.mostContacts(),
                  band.trials(),
                  band.people(),
                  band.successes(),
                  band.share().share(),
                  interval.low(),
                  interval.high(),
                  rise,
                  change.map(Verdict::low).orElse(null),
                  change.map(Verdict::high).orElse(null),
                  change.map(Verdict::p).orElse(null),
                  q.orElse(null),
                  told.words(),
                  told.kind());
            })
        .toList();
  }

  private Told told(Optional<Double> q) {
    if (q.isEmpty()) {
      return new Told(
          "cannot_tell",
          slope.people() < rules.minPeople()
              ? "observational: cannot be told: needs %d people, has %d"
                  .formatted(rules.minPeople(), slope.people())
              : "observational: cannot be told: needs contacts that differ in how many came before and in their answer, has none among %d people"
                  .formatted(slope.people()));
    }
    String of = String.format(Locale.ROOT, " (q = %.2g)", q.get());
    if (q.get() >= rules.level()) {
      return new Told(
          "no_change_found",
          "observational: %s no more and no less often after many contacts in %d days than after few%s"
              .formatted(slope.metric(), rules.days(), of));
    }
    double change = measured().orElseThrow().value();
    return new Told(
        change > 0 ? "observed_rise" : "observed_fall",
        String.format(
            Locale.ROOT,
            "observational: %s %s often by %.2g percentage points with each further contact in %d"
                + " days%s; the contacts need not be the cause",
            slope.metric(),
            change > 0 ? "more" : "less",
            100 * Math.abs(change),
            rules.days(),
            of));
  }
}
