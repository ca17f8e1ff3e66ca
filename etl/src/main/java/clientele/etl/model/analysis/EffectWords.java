package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import java.util.Locale;
import java.util.Optional;

/** A comparison in words, for people who read nothing else. */
record EffectWords(ArmComparison comparison, Optional<Double> q) {

  String verdict() {
    if (comparison.control().isEmpty()) {
      return "observational: no control group, so nothing can be said about the effect";
    }
    if (comparison.peopleUnknown() > 0) {
      return "cannot be told: %s is not known of %d of %d people"
          .formatted(
              comparison.treatment().metric(),
              comparison.peopleUnknown(),
              comparison.treatment().people() + comparison.peopleControl());
    }
    Contrast contrast = comparison.absolute().orElseThrow();
    if (contrast instanceof Contrast.NotEstimable notEstimable) {
      return "cannot be told: " + notEstimable.obstacle().words();
    }
    Contrast.Measured measured = (Contrast.Measured) contrast;
    if (!comparison.isSampleRatioFine().orElse(true)) {
      return text(
          "withheld: the arms are not as large as planned (p = %.2g), find what broke the draw first",
          comparison.sampleRatioP().orElseThrow());
    }
    String words = comparison.peopleInWindow() > 0 ? whileItRuns(measured) : whenItIsOver(measured);
    return comparison.sampleRatioP().isPresent()
        ? words
        : words + "; planned shares are not known, so the sizes of the arms are not checked";
  }

  private String whileItRuns(Contrast.Measured measured) {
    double level = comparison.rules().level();
    return comparison.alwaysValid(measured).p() < level
        ? "%s so far, sure also while it runs; %d people are still in their window"
            .formatted(direction(measured), comparison.peopleInWindow())
        : "nothing sure yet; %d people are still in their window"
            .formatted(comparison.peopleInWindow());
  }

  private String whenItIsOver(Contrast.Measured measured) {
    return q.orElseThrow() < comparison.rules().level()
        ? direction(measured)
        : text(
            "no effect found; one of %.4g per person would have been found with a probability of %.0f %%",
            comparison.minimumDetectableEffect().orElseThrow(), 100 * comparison.rules().power());
  }

  private static String direction(Contrast.Measured measured) {
    return measured.value() > 0 ? "more than the control group" : "less than the control group";
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
