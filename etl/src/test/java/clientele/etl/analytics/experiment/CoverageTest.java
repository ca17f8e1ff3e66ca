package clientele.etl.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What an interval promises, counted over many made-up experiments whose truth is known. */
class CoverageTest {

  private static final int EXPERIMENTS = 2_000;

  @Test
  void intervals_of_shares_hold_the_true_difference_as_often_as_they_say() {
    SplittableRandom random = new SplittableRandom(1);
    int absoluteHits = 0;
    int relativeHits = 0;
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      Sample control = shares(random, 2_000, .10);
      Sample treatment = shares(random, 2_000, .13);
      absoluteHits += holds(Contrast.absolute(control, treatment), .03) ? 1 : 0;
      relativeHits += holds(Contrast.relative(control, treatment), .3) ? 1 : 0;
    }

    // .95 give or take four standard errors of a share over so many experiments
    assertThat(absoluteHits / (double) EXPERIMENTS).isBetween(.930, .970);
    assertThat(relativeHits / (double) EXPERIMENTS).isBetween(.930, .970);
  }

  @Test
  void looking_every_day_finds_nothing_where_nothing_is_with_the_always_valid_interval() {
    SplittableRandom random = new SplittableRandom(2);
    int fixedFindings = 0;
    int alwaysValidFindings = 0;
    for (int experiment = 0; experiment < 1_000; experiment++) {
      boolean fixedFound = false;
      boolean alwaysValidFound = false;
      long control = 0;
      long treatment = 0;
      for (int day = 1; day <= 60; day++) {
        control += successes(random, 100, .2);
        treatment += successes(random, 100, .2);
        Contrast.Measured contrast =
            (Contrast.Measured)
                Contrast.absolute(
                    Sample.ofCount(100L * day, control), Sample.ofCount(100L * day, treatment));
        fixedFound |= contrast.atFixedTime(Side.BOTH, .05).p() < .05;
        alwaysValidFound |= contrast.alwaysValid(Side.BOTH, .05, 5_000).p() < .05;
      }
      fixedFindings += fixedFound ? 1 : 0;
      alwaysValidFindings += alwaysValidFound ? 1 : 0;
    }

    assertThat(alwaysValidFindings).isLessThanOrEqualTo(50);
    assertThat(fixedFindings).as("why one must not peek with a fixed interval").isGreaterThan(200);
  }

  private static boolean holds(Contrast contrast, double truth) {
    Verdict verdict = ((Contrast.Measured) contrast).atFixedTime(Side.BOTH, .05);
    return verdict.low() <= truth && truth <= verdict.high();
  }

  private static Sample shares(SplittableRandom random, int size, double share) {
    return Sample.ofCount(size, successes(random, size, share));
  }

  private static long successes(SplittableRandom random, int size, double share) {
    long count = 0;
    for (int member = 0; member < size; member++) {
      count += random.nextDouble() < share ? 1 : 0;
    }
    return count;
  }
}
