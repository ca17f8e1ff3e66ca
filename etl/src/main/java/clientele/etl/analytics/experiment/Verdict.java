package clientele.etl.analytics.experiment;

/**
 * An interval and the probability of data this far from no difference if there is none. One end of
 * a one-sided interval is infinite.
 */
public record Verdict(double low, double high, double p) {}
