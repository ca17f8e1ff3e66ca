package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.value.ModelChoice.Candidate;
import clientele.etl.analytics.value.ModelChoice.Choice;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {

  private static final long[] CUSTOMERS = {50, 30, 20};

  @Test
  void aModelThatIsClearlyLessLikelyIsNotChosenHoweverSmallItsError() {
    List<Choice> choices =
        ModelChoice.among(
            List.of(
                new Candidate("likely", new double[] {-1, -1, -1}, CUSTOMERS, .9),
                new Candidate("unlikely", new double[] {-2, -2.1, -1.9}, CUSTOMERS, .1)));

    assertThat(choices.get(0).isChosen()).isTrue();
    assertThat(choices.get(0).reason()).contains("the greatest held-out log-likelihood, -100.0");
    assertThat(choices.get(1).isChosen()).isFalse();
    assertThat(choices.get(1).reason()).contains("clearly below -100.0 of likely");
  }

  @Test
  void ofModelsThatAreAsLikelyTheOneWithTheLeastErrorIsChosen() {
    List<Choice> choices =
        ModelChoice.among(
            List.of(
                new Candidate("best", new double[] {-1, -1, -1}, CUSTOMERS, .9),
                new Candidate("near", new double[] {-.9, -1.2, -1}, CUSTOMERS, .8)));

    assertThat(choices.get(1).isChosen()).isTrue();
    assertThat(choices.get(1).reason()).contains("cannot be told from the greatest");
    assertThat(choices.get(0).reason()).contains("0.9000, is above 0.8000 of near");
  }

  @Test
  void groupedCustomersCountAsThatMany() {
    double[] one = new double[100];
    double[] other = new double[100];
    Arrays.fill(one, -1);
    Arrays.fill(other, 0, 55, -.8);
    Arrays.fill(other, 55, 100, -1.4);
    long[] single = new long[100];
    Arrays.fill(single, 1);
    Candidate grouped = new Candidate("a", new double[] {-.8, -1.4}, new long[] {55, 45}, 1);
    Candidate groupedBest = new Candidate("b", new double[] {-1, -1}, new long[] {55, 45}, 1);

    assertThat(grouped.standardErrorsBelow(groupedBest))
        .isCloseTo(
            new Candidate("a", other, single, 1)
                .standardErrorsBelow(new Candidate("b", one, single, 1)),
            within(1e-9));
  }

  @Test
  void noneOfNone() {
    assertThat(ModelChoice.among(List.of())).isEmpty();
  }
}
