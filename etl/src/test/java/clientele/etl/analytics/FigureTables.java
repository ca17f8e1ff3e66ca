package clientele.etl.analytics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Figures that others published, each beside ours. */
public final class FigureTables {

  /**
   * A figure.
   *
   * @param cause why the tolerance is wider than the general rule; empty where it is not
   */
  private record Figure(String name, double expected, double got, double tolerance, String cause) {

    double difference() {
      return got - expected;
    }

    boolean isMet() {
      return Math.abs(difference()) <= tolerance;
    }

    /** Ours to a digit more than two beyond the published, so that any processor gives the same. */
    String line() {
      BigDecimal published = BigDecimal.valueOf(expected);
      BigDecimal ours =
          BigDecimal.valueOf(got)
              .setScale(Math.max(4, published.scale() + 1), RoundingMode.HALF_EVEN);
      BigDecimal apart = ours.subtract(published).round(new MathContext(2));
      return "| %s | %s | %s | %s | %s | %s |"
          .formatted(
              name,
              text(published),
              text(ours),
              text(apart),
              text(BigDecimal.valueOf(tolerance).round(new MathContext(2))),
              cause);
    }

    private static String text(BigDecimal value) {
      return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
  }

  private final List<String> lines = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  public void section(String title) {
    lines.add("\n## " + title + "\n");
    lines.add("| figure | expected | got | difference | tolerance | wider, since |");
    lines.add("|---|---|---|---|---|---|");
  }

  public void add(String name, double expected, double got, double tolerance) {
    widened(name, expected, got, tolerance, "");
  }

  public void relative(String name, double expected, double got, double share) {
    add(name, expected, got, Math.abs(expected) * share);
  }

  public void widened(String name, double expected, double got, double tolerance, String cause) {
    Figure figure = new Figure(name, expected, got, tolerance, cause);
    figures.add(figure);
    lines.add(figure.line());
  }

  public int size() {
    return figures.size();
  }

  public List<String> unmet() {
    return figures.stream().filter(figure -> !figure.isMet()).map(Figure::line).toList();
  }

  /** Markdown. */
  public String tables() {
    return String.join("\n", lines) + "\n";
  }
}
