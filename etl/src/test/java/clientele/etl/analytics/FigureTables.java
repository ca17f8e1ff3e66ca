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

    /** Zeros beyond which a number is written with an exponent. */
    private static final int ZEROS = 20;

    double difference() {
      return expected == got ? 0 : got - expected;
    }

    boolean isMet() {
      return Math.abs(difference()) <= tolerance;
    }

    String line() {
      return "| %s | %s | %s | %s |"
          .formatted(name, numbers(), text(BigDecimal.valueOf(tolerance).round(TWO)), cause);
    }

    /** Ours to a digit more than two beyond the published, so that any processor gives the same. */
    private String numbers() {
      if (Double.isInfinite(expected) || Double.isInfinite(got)) {
        return "%s | %s | %s".formatted(expected, got, isMet() ? "0" : difference());
      }
      BigDecimal published = BigDecimal.valueOf(expected);
      BigDecimal ours =
          BigDecimal.valueOf(got)
              .setScale(Math.max(4, published.scale() + 1), RoundingMode.HALF_EVEN);
      return "%s | %s | %s"
          .formatted(text(published), text(ours), text(ours.subtract(published).round(TWO)));
    }

    private static String text(BigDecimal value) {
      if (value.signum() == 0) {
        return "0";
      }
      BigDecimal stripped = value.stripTrailingZeros();
      return stripped.scale() > ZEROS ? stripped.toString() : stripped.toPlainString();
    }
  }

  private static final MathContext TWO = new MathContext(2);

  private final List<String> lines = new ArrayList<>();
  private final List<String> unmet = new ArrayList<>();
  private int size;

  public FigureTables section(String title) {
    lines.add("\n## " + title + "\n");
    lines.add("| figure | expected | got | difference | tolerance | wider, since |");
    lines.add("|---|---|---|---|---|---|");
    return this;
  }

  public FigureTables add(String name, double expected, double got, double tolerance) {
    return widened(name, expected, got, tolerance, "");
  }

  /** Half a unit of the last digit that is written may differ. */
  public FigureTables rounded(String name, String expected, double got) {
    BigDecimal published = new BigDecimal(expected);
    return add(name, published.doubleValue(), got, .501 * Math.pow(10, -published.scale()));
  }

  public FigureTables relative(String name, double expected, double got, double share) {
    return add(name, expected, got, Math.abs(expected) * share);
  }

  public FigureTables widened(
      String name, double expected, double got, double tolerance, String cause) {
    Figure figure = new Figure(name, expected, got, tolerance, cause);
    return line(figure.line(), figure.isMet());
  }

  /** What is said where there is no number. */
  public FigureTables said(String name, String expected, String got) {
    boolean isMet = expected.equals(got);
    return line(
        "| %s | %s | %s | %s | none |  |".formatted(name, expected, got, isMet ? "none" : "other"),
        isMet);
  }

  private FigureTables line(String line, boolean isMet) {
    lines.add(line);
    size++;
    if (!isMet) {
      unmet.add(line);
    }
    return this;
  }

  public int size() {
    return size;
  }

  public List<String> unmet() {
    return List.copyOf(unmet);
  }

  /** Markdown. */
  public String tables() {
    return String.join("\n", lines) + "\n";
  }
}
