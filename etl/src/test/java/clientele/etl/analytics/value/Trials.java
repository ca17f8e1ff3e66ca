package clientele.etl.analytics.value;

import clientele.etl.analytics.value.ModelChoice.Candidate;
import clientele.etl.analytics.value.ModelChoice.Choice;
import clientele.etl.analytics.value.OrderLog.Split;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What each model that can be fitted at a cut said of the days after it. */
record Trials(List<Split> splits, Map<String, Trial> byModel) {

  record Trial(double sum, Candidate candidate) {}

  static Trials at(OrderLog log, LocalDate cut, int daysHeldOut) {
    List<Split> splits = log.splits(cut, daysHeldOut);
    Map<String, Trial> trials = new TreeMap<>();
    ModelKind.fitAll(OrderLog.sample(splits))
        .forEach(
            (kind, fit) ->
                fit.model()
                    .ifPresent(
                        model -> {
                          String name = kind.name().toLowerCase(Locale.ROOT);
                          trials.put(name, trial(name, model, splits, daysHeldOut / 7.0));
                        }));
    return new Trials(splits, trials);
  }

  private static Trial trial(String name, PurchaseModel model, List<Split> splits, double weeks) {
    double[] expected = new double[splits.size()];
    double[] logLikelihoods = new double[splits.size()];
    long[] customers = new long[splits.size()];
    IntStream.range(0, splits.size())
        .parallel()
        .forEach(
            index -> {
              Split split = splits.get(index);
              double[] distribution = model.distribution(split.state(), weeks);
              expected[index] = model.expectedOrders(split.state(), weeks);
              logLikelihoods[index] =
                  ModelChoice.logLikelihood(
                      split.heldOut() < distribution.length ? distribution[split.heldOut()] : 0);
              customers[index] = 1;
            });
    double sum = 0;
    double error = 0;
    for (int index = 0; index < expected.length; index++) {
      sum += expected[index];
      error += Math.abs(expected[index] - splits.get(index).heldOut());
    }
    return new Trial(sum, new Candidate(name, logLikelihoods, customers, error / splits.size()));
  }

  int customers() {
    return splits.size();
  }

  long orders() {
    return splits.stream().mapToLong(Split::heldOut).sum();
  }

  double greatestLogLikelihood() {
    return byModel.values().stream()
        .mapToDouble(trial -> trial.candidate().logLikelihood())
        .max()
        .orElseThrow();
  }

  /** The model that the nightly rule takes. */
  String chosen() {
    return ModelChoice.among(byModel.values().stream().map(Trial::candidate).toList()).stream()
        .filter(Choice::isChosen)
        .map(Choice::name)
        .findFirst()
        .orElseThrow();
  }
}
