/**
 * Hands results to people: the report site and the lists. Reads what is published; computes nothing
 * that a report table does not hold.
 */
package clientele.etl.deliver;
