package clientele.etl.analytics.basket;

/**
 * A product and the chance that a person buys it within the horizon.
 *
 * @param isRepeat the person has bought it before
 */
public record Scored(int product, boolean isRepeat, double probability) {}
