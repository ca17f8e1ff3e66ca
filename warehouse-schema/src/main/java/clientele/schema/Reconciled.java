package clientele.schema;

import java.util.List;

/**
 * The staging table whose rows a fact must have, each once.
 *
 * @param sums columns of both whose sums must agree to the last digit
 */
public record Reconciled(String staging, List<String> sums) {}
