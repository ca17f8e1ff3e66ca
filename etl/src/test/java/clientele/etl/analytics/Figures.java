package clientele.etl.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of figures that must come out: expected, got, difference. It is printed, then judged. */
public final class Figures {

  private record Figure(String name, double expected, double got, double tolerance) {

    boolean isRight() {
      return Double.compare(expected, got) == 0 || Math.abs(got - expected) <= tolerance;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-62s %20.12g %20.12g %12.2g%s",
          name,
          expected,
          got,
          Double.compare(expected, got) == 0 ? 0 : got - expected,
          isRight() ? "" : "  <-- more than %.2g".formatted(tolerance));
    }
  }

  private final String title;
  private final List<Figure> figures = new ArrayList<>();

  public Figures(String title) {
    this.title = title;
  }

  /** A figure known to so much. */
  public Figures within(double tolerance, String name, double expected, double got) {
    figures.add(new Figure(name, expected, got, tolerance));
    return this;
  }

  /** A figure that was published rounded: half of its last digit may differ. */
  public Figures rounded(String name, String expected, double got) {
    String digits = expected.toLowerCase(Locale.ROOT);
    int exponent = digits.indexOf('e');
    String mantissa = exponent < 0 ? digits : digits.substring(0, exponent);
    int decimals = mantissa.contains(".") ? mantissa.length() - mantissa.indexOf('.') - 1 : 0;
    int power = exponent < 0 ? 0 : Integer.parseInt(digits.substring(exponent + 1));
    return within(0.501 * Math.pow(10, power - decimals), name, Double.parseDouble(expected), got);
  }

  /** Prints the table and fails where a figure is wrong. */
  public void judge() {
    StringBuilder table = new StringBuilder("%n%s%n".formatted(title));
    table.append("%-62s %20s %20s %12s%n".formatted("figure", "expected", "got", "difference"));
    figures.forEach(figure -> table.append(figure.line()).append(System.lineSeparator()));
    System.out.print(table);
    assertThat(figures.stream().filter(figure -> !figure.isRight()).map(Figure::line)).isEmpty();
  }
}
