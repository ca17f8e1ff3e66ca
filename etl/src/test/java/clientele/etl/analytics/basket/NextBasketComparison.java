package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.NextBasketBacktest.Line;
import clientele.etl.analytics.basket.NextBasketBacktest.Method;
import clientele.etl.analytics.basket.NextBasketBacktest.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** The score beside the best of the counting ways, over several back-tests of one shop. */
final class NextBasketComparison {

  private static final Set<Method> COUNTING = EnumSet.complementOf(EnumSet.of(Method.SCORE));

  private NextBasketComparison() {}

  /** What is compared. */
  enum Measure {
    RECALL(line -> line.measures().recall()),
    NDCG(line -> line.measures().ndcg());

    private final ToDoubleFunction<Line> value;

    Measure(ToDoubleFunction<Line> value) {
      this.value = value;
    }
  }

  /**
   * One measure at one length.
   *
   * @param score mean over the runs
   * @param best the counting way with the highest mean
   * @param difference mean of the score less the best
   * @param error standard error of the difference, from its spread between the runs
   */
  record Cell(
      Part part,
      Measure measure,
      int length,
      double score,
      Method best,
      double difference,
      double error) {

    /** Less than counting, by more than chance explains. */
    boolean isLost() {
      return difference < -2 * error - 1e-9;
    }
  }

  /**
   * @param runs the lines of at least two back-tests
   */
  static List<Cell> of(List<List<Line>> runs) {
    List<Cell> cells = new ArrayList<>();
    for (Part part : Part.values()) {
      for (Measure measure : Measure.values()) {
        for (int length : Tally.LENGTHS) {
          COUNTING.stream()
              .map(method -> cell(runs, part, measure, length, method))
              .filter(cell -> !Double.isNaN(cell.score()))
              .min(Comparator.comparingDouble(Cell::difference).thenComparing(Cell::best))
              .ifPresent(cells::add);
        }
      }
    }
    return cells;
  }

  private static Cell cell(
      List<List<Line>> runs, Part part, Measure measure, int length, Method method) {
    SummaryStatistics score = new SummaryStatistics();
    SummaryStatistics difference = new SummaryStatistics();
    for (List<Line> run : runs) {
      List<Line> lines =
          run.stream().filter(line -> line.part() == part && line.length() == length).toList();
      if (!lines.isEmpty()) {
        double reached = value(lines, Method.SCORE, measure);
        score.addValue(reached);
        difference.addValue(reached - value(lines, method, measure));
      }
    }
    return new Cell(
        part,
        measure,
        length,
        score.getMean(),
        method,
        difference.getMean(),
        difference.getStandardDeviation() / Math.sqrt(difference.getN()));
  }

  private static double value(List<Line> lines, Method method, Measure measure) {
    return lines.stream()
        .filter(line -> line.method() == method)
        .mapToDouble(measure.value)
        .findFirst()
        .orElseThrow();
  }
}
