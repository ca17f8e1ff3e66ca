package clientele.etl.sample;

/**
 * The planted laws of buying: orders by BG/NBD, amounts by Gamma-Gamma. A rate is Gamma(r) / alpha
 * orders a day, the dropout after each repeat order Beta(a, b); an amount is Gamma(p) / nu, nu is
 * Gamma(q) / gamma.
 */
record PurchaseLaws(double r, double alpha, double a, double b, double p, double q, double gamma) {

  static final PurchaseLaws PLANTED = new PurchaseLaws(0.25, 28, 0.8, 4, 5, 4, 33);
}
