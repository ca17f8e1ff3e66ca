package clientele.etl.analytics.experiment;

import clientele.etl.analytics.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One member of a real e-mail test with three arms. */
record Hillstrom(
    int recency,
    String historySegment,
    BigDecimal history,
    String mens,
    String womens,
    String zipCode,
    String newbie,
    String channel,
    String arm,
    boolean hasVisited,
    boolean hasBought,
    BigDecimal spend) {

  static final String CONTROL = "No E-Mail";
  static final String MENS = "Mens E-Mail";
  static final String WOMENS = "Womens E-Mail";

  static List<Hillstrom> read() throws IOException {
    try (Stream<String> lines = SharedData.lines("hillstrom.csv.gz")) {
      return lines.skip(1).map(Hillstrom::parse).toList();
    }
  }

  private static Hillstrom parse(String line) {
    String[] cells = line.replace("$1,000", "$1000").replace("\"", "").split(",", -1);
    return new Hillstrom(
        Integer.parseInt(cells[0]),
        cells[1],
        new BigDecimal(cells[2]),
        cells[3],
        cells[4],
        cells[5],
        cells[6],
        cells[7],
        cells[8],
        cells[9].equals("1"),
        cells[10].equals("1"),
        new BigDecimal(cells[11]));
  }

  BigDecimal visit() {
    return hasVisited ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  BigDecimal conversion() {
    return hasBought ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  @SafeVarargs
  static Moments moments(List<Hillstrom> members, Function<Hillstrom, BigDecimal>... measures) {
    List<Function<Hillstrom, BigDecimal>> all = List.of(measures);
    return Moments.ofSums(
        members.size(),
        all.stream().map(measure -> sum(members, measure)).toList(),
        all.stream()
            .map(
                row ->
                    all.stream()
                        .map(
                            column ->
                                sum(
                                    members,
                                    member -> row.apply(member).multiply(column.apply(member))))
                        .toList())
            .toList());
  }

  private static BigDecimal sum(List<Hillstrom> members, Function<Hillstrom, BigDecimal> measure) {
    return members.stream().map(measure).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
