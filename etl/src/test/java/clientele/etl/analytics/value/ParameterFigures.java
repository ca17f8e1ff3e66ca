package clientele.etl.analytics.value;

import clientele.etl.analytics.FigureTables;
import java.util.List;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.util.Precision;

/** Parameters, their standard errors, and log-likelihoods. */
final class ParameterFigures {

  private static final double NEARLY_NONE = 1e-8;

  private final CdnowFits fits;
  private final FigureTables figures;

  ParameterFigures(CdnowFits fits, FigureTables figures) {
    this.fits = fits;
    this.figures = figures;
  }

  void add() {
    figures.section("Parameters");
    parameters();
    asserted();
    figures.section("Log-likelihoods");
    logLikelihoods();
    figures.section("GGompertz/NBD, on the ridge where beta is as published, .0026");
    gompertz();
  }

  private void parameters() {
    parameters(
        "BG/NBD", fits.bg(), .242595, .01256, 4.413602, .37822, .792922, .18573, 2.425907, .70541);
    parameters(
        "MBG/NBD",
        fits.mbg(),
        .524843,
        .08327,
        6.183086,
        .69562,
        .891359,
        .15479,
        1.614002,
        .53749);
    parameters(
        "Pareto/NBD",
        fits.pareto(),
        .553277,
        .04763,
        10.577683,
        .84272,
        .606240,
        .18728,
        11.668735,
        6.211);
    parameters("NBD", fits.nbd(), .384766, .02099, 12.072023, .80872);
    parameters("Gamma-Gamma", fits.spend(), 6.249572, 1.190, 3.744225, .2901, 15.443522, 4.159);
  }

  /** What the tests of libraries assert, to their digits. */
  private void asserted() {
    asserted("BG/NBD", fits.bg(), 5e-4, .243, 4.414, .793, 2.426);
    asserted("BG/NBD", fits.bg(), 1e-5, .2425945, 4.4136019, .7929199, 2.4258881);
    asserted("MBG/NBD", fits.mbg(), 5e-4, .525, 6.183, .891, 1.614);
    asserted("Pareto/NBD", fits.pareto(), 5e-4, .553, 10.578, .606, 11.669);
    asserted("Gamma-Gamma", fits.spend(), 5e-3, 6.25, 3.74, 15.44);
    double[] byLibrary = {.55315, 10.57633, .60625, 11.67150};
    double[] errors = {.0476264, .8427222, .1872594, 6.2105448};
    for (int index = 0; index < byLibrary.length; index++) {
      Parameter parameter = fits.pareto().parameters().get(index);
      String name = "Pareto/NBD " + parameter.name();
      figures.relative(name + ", another end of search", byLibrary[index], parameter.value(), 1e-3);
      figures.relative(
          name + " standard error, there", errors[index], parameter.standardError(), 1e-3);
    }
  }

  private void asserted(String model, Fit<?> fit, double tolerance, double... values) {
    for (int index = 0; index < values.length; index++) {
      Parameter parameter = fit.parameters().get(index);
      figures.add(
          "%s %s, asserted".formatted(model, parameter.name()),
          values[index],
          parameter.value(),
          Math.max(tolerance, 1e-5 * values[index]));
    }
  }

  private void parameters(String model, Fit<?> fit, double... valuesAndErrors) {
    for (int index = 0; index < fit.parameters().size(); index++) {
      Parameter parameter = fit.parameters().get(index);
      String name = model + " " + parameter.name();
      figures.relative(name, valuesAndErrors[2 * index], parameter.value(), 1e-5);
      figures.relative(
          name + " standard error",
          valuesAndErrors[2 * index + 1],
          parameter.standardError(),
          5e-4);
    }
  }

  private void logLikelihoods() {
    figures.add("BG/NBD log-likelihood", -9582.4292, CdnowFits.logLikelihood(fits.bg()), 1e-4);
    figures.add("MBG/NBD log-likelihood", -9582.1357, CdnowFits.logLikelihood(fits.mbg()), 1e-4);
    figures.add(
        "Pareto/NBD log-likelihood", -9594.9762, CdnowFits.logLikelihood(fits.pareto()), 1e-4);
    figures.rounded(
        "BG/NBD log-likelihood, printed", "-9582.4", CdnowFits.logLikelihood(fits.bg()));
    figures.rounded(
        "Pareto/NBD log-likelihood, printed", "-9595.0", CdnowFits.logLikelihood(fits.pareto()));
    figures.add(
        "BG/NBD log-likelihood, asserted", -9582.429, CdnowFits.logLikelihood(fits.bg()), 5e-4);
    figures.add(
        "Pareto/NBD log-likelihood, asserted",
        -9594.976,
        CdnowFits.logLikelihood(fits.pareto()),
        5e-4);
    figures.add(
        "Gamma-Gamma log-likelihood", -4055.9177, CdnowFits.logLikelihood(fits.spend()), 1e-4);
    figures.add(
        "Gamma-Gamma, mean amounts of two digits",
        -4055.9232,
        CdnowFits.logLikelihood(GammaGamma.fit(spendsOfTwoDigits())),
        1e-4);
    figures.add(
        "NBD log-likelihood of the counts",
        -3193.0587,
        CdnowFits.logLikelihood(fits.nbd()) + countTerms(Cdnow.states()),
        1e-4);
    List<PurchaseState> rounded =
        Cdnow.states().stream()
            .map(s -> PurchaseState.of(s.repeats(), twoDigits(s.lastAt()), twoDigits(s.age())))
            .toList();
    PurchaseSample sample = PurchaseSample.of(rounded);
    figures.add(
        "BG/NBD, weeks of two digits",
        -9582.4256,
        CdnowFits.logLikelihood(ModelKind.BG_NBD.fit(sample)),
        1e-4);
    figures.add(
        "MBG/NBD, weeks of two digits",
        -9582.1327,
        CdnowFits.logLikelihood(ModelKind.MBG_NBD.fit(sample)),
        1e-4);
    figures.add(
        "Pareto/NBD, weeks of two digits",
        -9594.9739,
        CdnowFits.logLikelihood(ModelKind.PARETO_NBD.fit(sample)),
        1e-4);
    figures.add(
        "NBD, weeks of two digits",
        -3193.0568,
        CdnowFits.logLikelihood(ModelKind.NBD.fit(sample)) + countTerms(rounded),
        1e-4);
  }

  private void gompertz() {
    GompertzLikelihood likelihood = new GompertzLikelihood(Cdnow.states());
    PointValuePair top = likelihood.greatest(.0026, .5, 10, .0003, .5);
    double[] logs = top.getPoint();
    figures.rounded("GGompertz/NBD r", ".553", Math.exp(logs[0]));
    figures.widened(
        "GGompertz/NBD alpha", 10.578, Math.exp(logs[1]), 6e-4, "beta is published to two digits");
    figures.rounded("GGompertz/NBD b", ".0002", Math.exp(logs[2]));
    figures.widened(
        "GGompertz/NBD s", .603, Math.exp(logs[3]), 6e-4, "beta is published to two digits");
    figures.rounded("GGompertz/NBD log-likelihood", "-9594.98", top.getValue());
    double[] pareto = fits.pareto().parameters().stream().mapToDouble(Parameter::value).toArray();
    figures.add(
        "GGompertz/NBD log-likelihood, asserted: that of Pareto/NBD, where b falls to 0",
        -9594.9762,
        likelihood.at(pareto[0], pareto[1], NEARLY_NONE, pareto[2], NEARLY_NONE * pareto[3]),
        1e-4);
  }

  private static List<SpendState> spendsOfTwoDigits() {
    return Cdnow.buyers().stream()
        .filter(buyer -> buyer.state().repeats() > 0)
        .map(buyer -> SpendState.of(buyer.state().repeats(), twoDigits(buyer.meanRepeatAmount())))
        .toList();
  }

  /** Half a cent goes up, also where a sum of doubles lies a breath below it. */
  private static double twoDigits(double value) {
    return Precision.round(Precision.round(value, 9), 2);
  }

  /** What makes of the likelihood of times that of their number. */
  private static double countTerms(List<PurchaseState> states) {
    return states.stream()
        .filter(s -> s.repeats() > 0)
        .mapToDouble(
            s ->
                s.repeats() * Math.log(s.age())
                    - org.apache.commons.math3.special.Gamma.logGamma(s.repeats() + 1.0))
        .sum();
  }
}
