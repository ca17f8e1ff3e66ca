package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real e-mail test with three arms; expected figures from independent computations. */
class HillstromTest {

  private static final Map<String, Arm> ARMS = new TreeMap<>();

  private static final class Arm {
    long members;
    long visits;
    long conversions;
    BigDecimal spend = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;

    void add(String[] cells) {
      int last = cells.length - 1;
      BigDecimal spent = new BigDecimal(cells[last]);
      members++;
      visits += Long.parseLong(cells[last - 2]);
      conversions += Long.parseLong(cells[last - 1]);
      spend = spend.add(spent);
      squares = squares.add(spent.multiply(spent));
    }
  }

  @BeforeAll
  static void read() throws IOException {
    try (Stream<String> lines = SharedData.lines("hillstrom.csv.gz")) {
      // Only the second cell is quoted, and the wanted ones are counted from the end.
      lines
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              cells -> ARMS.computeIfAbsent(cells[cells.length - 4], arm -> new Arm()).add(cells));
    }
  }

  @Test
  void the_sums_are_those_of_the_file() {
    Arm control = ARMS.get("No E-Mail");

    assertThat(control.members).isEqualTo(21_306);
    assertThat(control.visits).isEqualTo(2_262);
    assertThat(control.conversions).isEqualTo(122);
    assertThat(control.spend).isEqualByComparingTo("13908.33");
    assertThat(control.squares).isEqualByComparingTo("2870050.3621");
    assertThat(ARMS.get("Mens E-Mail").squares).isEqualByComparingTo("6759024.4973");
    assertThat(ARMS.get("Womens E-Mail").squares).isEqualByComparingTo("4911446.5763");
  }

  @Test
  void the_groups_have_the_planned_sizes() {
    List<Long> members = ARMS.values().stream().map(arm -> arm.members).toList();

    assertThat(SampleRatio.p(members, List.of(1.0, 1.0, 1.0))).isEqualTo(.90369296, within(5e-9));
    assertThat(SampleRatio.p(List.of(21_307L, 21_306L), List.of(.5, .5)))
        .isEqualTo(.99613484, within(5e-9));
  }

  @Test
  void visits_rise_by_both_letters() {
    expect(visits("Mens E-Mail"), .0765895637, .0699533033, .083225824);
    expectRelative(visits("Mens E-Mail"), .721404617, .638413754, .804395479);
    expect(visits("Womens E-Mail"), .0452331066, .0388936422, .051572571);
    expectRelative(visits("Womens E-Mail"), .42605507, .354398737, .497711404);
  }

  @Test
  void conversions_rise_by_both_letters() {
    expect(conversions("Mens E-Mail"), .00680500652, .0050001131, .00860989993);
    expectRelative(conversions("Mens E-Mail"), 1.18842188, .7215273, 1.65531645);
    expect(conversions("Womens E-Mail"), .00311105751, .00149863012, .0047234849);
    expectRelative(conversions("Womens E-Mail"), .543313044, .193230331, .893395757);
  }

  @Test
  void spend_rises_by_both_letters() {
    expect(spend("Mens E-Mail"), .769827156, .485139733, 1.05451458);
    expectRelative(spend("Mens E-Mail"), 1.17928877, .544284761, 1.81429278);
    expect(spend("Womens E-Mail"), .424412216, .16895679, .679867642);
    expectRelative(spend("Womens E-Mail"), .650151864, .149112461, 1.15119127);
  }

  @Test
  void p_values_keep_their_digits_far_out() {
    expectP(fixed(conversions("Mens E-Mail")), 1.50e-13, 1);
    expectP(fixed(spend("Mens E-Mail")), 1.163815e-07, .001);
    expectP(fixed(conversions("Womens E-Mail")), .000155973, .001);
    expectP(fixed(spend("Womens E-Mail")), .0011293971, .0001);
  }

  /** So far out the published figure is that of the normal law, Student's is larger. */
  @Test
  void a_statistic_far_out_is_that_of_the_normal_law() {
    expectNormalP(absolute(visits("Mens E-Mail")), 2.71e-113, .5);
    assertThat(fixed(visits("Mens E-Mail")).p()).isBetween(1e-112, 2e-112);
  }

  @Test
  void always_valid_intervals_withhold_two_findings_of_the_fixed_horizon() {
    expectAlwaysValid(visits("Mens E-Mail"), .585044, .857765, 6.35e-62);
    expectAlwaysValid(conversions("Mens E-Mail"), .421281, 1.955563, 3.91e-05);
    expectAlwaysValid(spend("Mens E-Mail"), .135932, 2.222645, .0121065);
    expectAlwaysValid(visits("Womens E-Mail"), .308309, .543801, 7.18e-29);
    expectAlwaysValid(conversions("Womens E-Mail"), -.031944, 1.118570, .0868248);
    expectAlwaysValid(spend("Womens E-Mail"), -.173157, 1.473460, .342353);
  }

  private record Pair(Sample control, Sample treatment) {}

  private static Pair visits(String arm) {
    return new Pair(
        Sample.ofCount(ARMS.get("No E-Mail").members, ARMS.get("No E-Mail").visits),
        Sample.ofCount(ARMS.get(arm).members, ARMS.get(arm).visits));
  }

  private static Pair conversions(String arm) {
    return new Pair(
        Sample.ofCount(ARMS.get("No E-Mail").members, ARMS.get("No E-Mail").conversions),
        Sample.ofCount(ARMS.get(arm).members, ARMS.get(arm).conversions));
  }

  private static Pair spend(String arm) {
    return new Pair(spend(ARMS.get("No E-Mail")), spend(ARMS.get(arm)));
  }

  private static Sample spend(Arm arm) {
    return Sample.ofSums(arm.members, arm.spend, arm.squares);
  }

  private static Verdict fixed(Pair pair) {
    return absolute(pair).atFixedTime(Side.BOTH, .05);
  }

  private static Contrast.Measured absolute(Pair pair) {
    return (Contrast.Measured) Contrast.absolute(pair.control(), pair.treatment());
  }

  private static Contrast.Measured relative(Pair pair) {
    return (Contrast.Measured) Contrast.relative(pair.control(), pair.treatment());
  }

  private static void expect(Pair pair, double value, double low, double high) {
    expect(absolute(pair), value, low, high);
  }

  private static void expectRelative(Pair pair, double value, double low, double high) {
    expect(relative(pair), value, low, high);
  }

  /** Nine digits, as the reference has them. */
  private static void expect(Contrast.Measured contrast, double value, double low, double high) {
    Percentage nineDigits = Percentage.withPercentage(1e-6);
    Verdict verdict = contrast.atFixedTime(Side.BOTH, .05);
    assertThat(contrast.value()).isCloseTo(value, nineDigits);
    assertThat(verdict.low()).isCloseTo(low, nineDigits);
    assertThat(verdict.high()).isCloseTo(high, nineDigits);
  }

  private static void expectP(Verdict verdict, double p, double percent) {
    assertThat(verdict.p()).isCloseTo(p, Percentage.withPercentage(percent));
  }

  private static void expectNormalP(Contrast.Measured contrast, double p, double percent) {
    double statistic = contrast.value() / contrast.standardError();
    assertThat(2 * NormalDistribution.of(0, 1).survivalProbability(statistic))
        .isCloseTo(p, Percentage.withPercentage(percent));
  }

  private static void expectAlwaysValid(Pair pair, double low, double high, double p) {
    Verdict verdict = relative(pair).alwaysValid(Side.BOTH, .05, 5000);
    assertThat(verdict.low()).isEqualTo(low, within(5.1e-7));
    assertThat(verdict.high()).isEqualTo(high, within(5.1e-7));
    expectP(verdict, p, .2);
  }
}
