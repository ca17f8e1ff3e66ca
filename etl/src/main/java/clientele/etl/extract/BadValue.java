package clientele.etl.extract;

/**
 * Stands in a row where a value should be that does not fit.
 *
 * @param text the value as the source gives it
 * @param rule why it does not fit, such as {@code not_a_number}
 */
record BadValue(String text, String rule) {}
