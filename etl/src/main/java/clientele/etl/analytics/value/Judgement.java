package clientele.etl.analytics.value;

import clientele.etl.analytics.value.LikelihoodSearch.Summit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns the end of a search into a fit with its verdict in words. */
final class Judgement {

  /** A 95 % interval then spans a factor of about fifty. */
  private static final double WEAK_STANDARD_ERROR = 1;

  /** The interval then spans a factor of hundreds of millions: the likelihood is flat there. */
  private static final double FLAT_STANDARD_ERROR = 5;

  private Judgement() {}

  /**
   * @param units what each parameter is multiplied with to leave the scale of the search
   * @param logLikelihoodShift what the scale of the search took from the log-likelihood
   */
  static <M> Fit<M> of(
      Summit summit,
      List<String> names,
      List<Double> units,
      double logLikelihoodShift,
      long customers,
      Function<double[], M> model) {
    if (!summit.isWithinBound() || isFlat(summit)) {
      return Fit.without(Verdict.NOT_IDENTIFIED, runaway(summit, names), customers);
    }
    if (!summit.isConverged()) {
      return Fit.without(
          Verdict.NOT_CONVERGED,
          "the search stopped where another step would still raise the log-likelihood by "
              + number(summit.gain()),
          customers);
    }
    double[] parameters = summit.parameters();
    double[] errors = summit.standardErrors().get();
    List<Parameter> estimates = new ArrayList<>();
    List<String> weak = new ArrayList<>();
    for (int index = 0; index < parameters.length; index++) {
      parameters[index] *= units.get(index);
      Parameter estimate = Parameter.of(names.get(index), parameters[index], errors[index]);
      estimates.add(estimate);
      if (errors[index] > WEAK_STANDARD_ERROR) {
        weak.add(
            "%s between %s and %s"
                .formatted(estimate.name(), number(estimate.low()), number(estimate.high())));
      }
    }
    return new Fit<>(
        Optional.of(model.apply(parameters)),
        weak.isEmpty() ? Verdict.IDENTIFIED : Verdict.WEAKLY_IDENTIFIED,
        weak.isEmpty()
            ? "every parameter is identified"
            : "the data leave %s: expectations hold, these parameters alone say little"
                .formatted(String.join(", ", weak)),
        estimates,
        Optional.of(summit.value() + logLikelihoodShift),
        customers);
  }

  private static boolean isFlat(Summit summit) {
    return summit
        .standardErrors()
        .filter(errors -> Arrays.stream(errors).allMatch(error -> error < FLAT_STANDARD_ERROR))
        .isEmpty();
  }

  private static String runaway(Summit summit, List<String> names) {
    List<String> gone = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      double coordinate = summit.point()[index];
      if (Math.abs(coordinate) >= LikelihoodSearch.BOUND) {
        gone.add(names.get(index) + (coordinate > 0 ? " grows" : " shrinks") + " without end");
      }
    }
    return gone.isEmpty()
        ? "the likelihood is flat at its top%s: very different values explain the data as well"
            .formatted(along(summit, names))
        : "the likelihood has no top: " + String.join(", ", gone);
  }

  private static String along(Summit summit, List<String> names) {
    return summit
        .standardErrors()
        .map(
            errors ->
                IntStream.range(0, errors.length)
                    .filter(index -> !(errors[index] < FLAT_STANDARD_ERROR))
                    .mapToObj(names::get)
                    .collect(Collectors.joining(", ", " along ", "")))
        .orElse("");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
