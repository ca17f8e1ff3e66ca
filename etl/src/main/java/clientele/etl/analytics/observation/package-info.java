/**
 * Comparisons of groups that nobody drew: what can be said, and how like the groups are. Pure
 * functions; no engine comes in here.
 */
package clientele.etl.analytics.observation;
