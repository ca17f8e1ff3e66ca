package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import java.util.Locale;
import java.util.Optional;

/** A comparison in words, for people who read nothing else. */
record EffectWords(ArmComparison comparison, Optional<Double> q) {

  /**
   * A verdict.
   *
   * @param kind one word of the contract of rpt_campaign_effect
   * @param words the sentence
   */
  record Told(String kind, String words) {

    Told with(String more) {
      return new Told(kind, words + more);
    }
  }

  Told told() {
    if (comparison.control().isEmpty()) {
      return new Told(
          "observational",
          "observational: no control group, so nothing can be said about the effect");
    }
    if (comparison.peopleUnknown() > 0) {
      return new Told(
          "cannot_tell",
          "cannot be told: %s is not known of %d of %d people"
              .formatted(
                  comparison.treatment().metric(),
                  comparison.peopleUnknown(),
                  comparison.treatment().people() + comparison.peopleControl()));
    }
    Contrast contrast = comparison.absolute().orElseThrow();
    if (contrast instanceof Contrast.NotEstimable notEstimable) {
      return new Told("cannot_tell", "cannot be told: " + notEstimable.obstacle().words());
    }
    Contrast.Measured measured = (Contrast.Measured) contrast;
    if (!comparison.isSampleRatioFine().orElse(true)) {
      return new Told(
          "withheld",
          text(
              "withheld: the arms are not as large as planned (p = %.2g), find what broke the draw first",
              comparison.sampleRatioP().orElseThrow()));
    }
    Told told = comparison.peopleInWindow() > 0 ? whileItRuns(measured) : whenItIsOver(measured);
    return comparison.sampleRatioP().isPresent()
        ? told
        : told.with("; planned shares are not known, so the sizes of the arms are not checked");
  }

  private Told whileItRuns(Contrast.Measured measured) {
    String open = "; %d people are still in their window".formatted(comparison.peopleInWindow());
    return comparison.alwaysValid(measured).p() < comparison.rules().level()
        ? new Told(
            isMore(measured) ? "more_so_far" : "less_so_far",
            direction(measured) + " so far, sure also while it runs" + open)
        : new Told("nothing_sure_yet", "nothing sure yet" + open);
  }

  private Told whenItIsOver(Contrast.Measured measured) {
    return q.orElseThrow() < comparison.rules().level()
        ? new Told(isMore(measured) ? "more" : "less", direction(measured))
        : new Told(
            "no_effect_found",
            text(
                "no effect found; one of %.4g per person would have been found with a probability of %.0f %%",
                comparison.minimumDetectableEffect().orElseThrow(),
                100 * comparison.rules().power()));
  }

  private static boolean isMore(Contrast.Measured measured) {
    return measured.value() > 0;
  }

  private static String direction(Contrast.Measured measured) {
    return isMore(measured) ? "more than the control group" : "less than the control group";
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
