package clientele.schema;

import java.util.List;
import java.util.Optional;

/**
 * The staging table whose rows a fact must have, each once.
 *
 * @param sums columns of both whose sums must agree to the last digit
 * @param ownSource what {@code source} says of rows that the warehouse makes itself, which no
 *     staging table has
 */
public record Reconciled(String staging, List<String> sums, Optional<String> ownSource) {}
