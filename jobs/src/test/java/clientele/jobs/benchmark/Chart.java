package clientele.jobs.benchmark;

import java.util.List;
import java.util.Locale;

/** Bars of seconds, one a run. */
final class Chart {

  private static final int LEFT = 400;
  private static final int BAR = 560;
  private static final int ROW = 34;

  private Chart() {}

  static String svg(String title, List<Measured> measured) {
    double longest = measured.stream().mapToDouble(Measured::seconds).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1050\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"14\">%n<rect width=\"100%%\""
                + " height=\"100%%\" fill=\"white\"/>%n<text x=\"10\" y=\"24\""
                + " font-size=\"17\">%s</text>%n",
            50 + ROW * measured.size(), title));
    for (int i = 0; i < measured.size(); i++) {
      Measured run = measured.get(i);
      int y = 42 + ROW * i;
      double width = BAR * run.seconds() / longest;
      svg.append(
          text(
              "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n<rect x=\"%d\" y=\"%d\""
                  + " width=\"%.1f\" height=\"22\" fill=\"#2b6cb0\"/>%n<text x=\"%.1f\""
                  + " y=\"%d\">%.1f</text>%n",
              LEFT - 8,
              y + 16,
              run.name(),
              LEFT,
              y,
              width,
              LEFT + width + 6,
              y + 16,
              run.seconds()));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
