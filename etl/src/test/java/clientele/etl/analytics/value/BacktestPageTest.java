package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.FigurePage;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the rule of {@link ModelChoice} is worth on rolling origins: at each cut it chooses by the
 * time held out before the cut, and is judged by the time after it, which it has not seen.
 */
@Tag("soak")
class BacktestPageTest {

  private static final int FEWEST_DAYS = 80;

  private static final String HEAD =
      """
      # Customer value: back-tests on two logs

      Models are fitted at a cut and foretell the days after it. The rule of the nightly choice: of
      the models whose held-out log-likelihood cannot be told from the greatest (2 standard errors of
      the paired differences), the one with the least mean absolute error. The first table was known
      when the rule was written and proves nothing for it; the rolling cuts were looked at later, and
      nothing is fitted to them. There the rule chooses by the days before a cut and is judged by the
      days after it. BacktestPageTest writes this page.
      """;

  /** Means over cuts. */
  private static final class Record {
    private int cuts;
    private double below;
    private double sumError;
    private double error;

    void add(Trials.Trial trial, double greatest, double actual) {
      cuts++;
      below += greatest - trial.candidate().logLikelihood();
      sumError += Math.abs(trial.sum() - actual) / actual;
      error += trial.candidate().error();
    }
  }

  @Test
  void theRuleChoosesNearlyAsWellAsHindsight() {
    StringBuilder page = new StringBuilder(HEAD);
    OrderLog cdnow = OrderLog.cdnow();
    OrderLog retail = OrderLog.onlineRetail();
    LocalDate cdnowEnd = LocalDate.of(1998, 6, 30);
    page.append(onePeriod("CDNOW", cdnow, Cdnow.CUT, 273));
    page.append(onePeriod("Online Retail", retail, LocalDate.of(2011, 6, 10), 182));
    page.append(onePeriod("Online Retail", retail, LocalDate.of(2011, 9, 10), 90));

    page.append(rolling("CDNOW", cdnow, cdnowEnd, 91, 30));
    page.append(rolling("CDNOW", cdnow, cdnowEnd, 182, 30));
    page.append(rolling("Online Retail", retail, retail.last(), 60, 15));
    page.append(rolling("Online Retail", retail, retail.last(), 91, 15));

    FigurePage.require("value-backtest.md", page.toString());
  }

  private static String onePeriod(String name, OrderLog log, LocalDate cut, int days) {
    Trials trials = Trials.at(log, cut, days);
    String chosen = trials.chosen();
    StringBuilder text =
        new StringBuilder(
            """

            ## %s, cut on %s, %d days held out, %,d customers, %,d orders

            | model | orders expected | mean absolute error | log-likelihood | chosen on the next night |
            |---|---|---|---|---|
            """
                .formatted(name, cut, days, trials.customers(), trials.orders()));
    trials
        .byModel()
        .forEach(
            (model, trial) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "| %s | %.1f | %.4f | %.1f | %s |%n",
                        model,
                        trial.sum(),
                        trial.candidate().error(),
                        trial.candidate().logLikelihood(),
                        model.equals(chosen) ? "yes" : "")));
    return text.toString();
  }

  private static String rolling(String name, OrderLog log, LocalDate end, int days, int step) {
    Map<String, Record> records = new TreeMap<>();
    List<String> choices = new ArrayList<>();
    LocalDate cut = end.minusDays(days);
    while (ChronoUnit.DAYS.between(log.first(), cut) >= days + FEWEST_DAYS) {
      Trials next = Trials.at(log, cut, days);
      String chosen = Trials.at(log, cut.minusDays(days), days).chosen();
      double greatest = next.greatestLogLikelihood();
      next.byModel()
          .forEach(
              (model, trial) ->
                  records
                      .computeIfAbsent(model, any -> new Record())
                      .add(trial, greatest, next.orders()));
      records
          .computeIfAbsent("the rule's choice", any -> new Record())
          .add(next.byModel().get(chosen), greatest, next.orders());
      choices.add(0, cut + " " + chosen);
      cut = cut.minusDays(step);
    }
    Record rule = records.get("the rule's choice");
    List<Record> everywhere =
        records.values().stream().filter(r -> r != rule && r.cuts == rule.cuts).toList();
    double best = everywhere.stream().mapToDouble(r -> r.below).min().orElseThrow();
    double worst = everywhere.stream().mapToDouble(r -> r.below).max().orElseThrow();
    // Near the one model that hindsight would have used at every cut, far from the worst.
    assertThat(rule.below).isLessThan(best + .5 * (worst - best));
    return text(name, days, records) + "\nChosen: " + String.join(", ", choices) + ".\n";
  }

  private static String text(String name, int days, Map<String, Record> records) {
    StringBuilder text =
        new StringBuilder(
            """

            ## %s, %d days held out, means over rolling cuts

            | model | cuts | log-likelihood below the best of each cut | error of the sum | mean absolute error |
            |---|---|---|---|---|
            """
                .formatted(name, days));
    records.forEach(
        (model, record) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f | %.1f %% | %.4f |%n",
                    model,
                    record.cuts,
                    record.below / record.cuts,
                    100 * record.sumError / record.cuts,
                    record.error / record.cuts)));
    return text.toString();
  }
}
