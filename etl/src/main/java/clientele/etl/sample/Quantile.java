package clientele.etl.sample;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * One of 4096 values that a distribution takes equally often. SQL draws from gamma and beta
 * distributions, whose quantiles it cannot compute, by choosing a bin.
 */
record Quantile(String distribution, int bin, double value) {

  static final int BINS = 4096;

  static List<Quantile> of(PurchaseLaws laws) {
    return Stream.of(
            bins("purchase rate", gamma(laws.r())),
            bins("dropout", BetaDistribution.of(laws.a(), laws.b())::inverseCumulativeProbability),
            bins("spend", gamma(laws.q())),
            bins("amount", gamma(laws.p())))
        .flatMap(bins -> bins)
        .toList();
  }

  private static DoubleUnaryOperator gamma(double shape) {
    return GammaDistribution.of(shape, 1)::inverseCumulativeProbability;
  }

  private static Stream<Quantile> bins(String distribution, DoubleUnaryOperator quantile) {
    return IntStream.range(0, BINS)
        .mapToObj(
            bin -> new Quantile(distribution, bin, quantile.applyAsDouble((bin + 0.5) / BINS)));
  }
}
