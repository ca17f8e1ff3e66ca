package clientele.schema;

import java.util.Map;
import java.util.Optional;

/**
 * The staging table whose rows a fact must have, each once.
 *
 * @param sums columns of the fact, each with the column of the staging table whose sum must agree
 *     with its own to the last digit
 * @param currency the column that says in what currency the rows of the fact are summed, with that
 *     of the staging table; empty where all are summed together
 * @param ownSource what {@code source} says of rows that the warehouse makes itself, which no
 *     staging table has
 */
public record Reconciled(
    String staging,
    Map<String, String> sums,
    Map<String, String> currency,
    Optional<String> ownSource) {}
