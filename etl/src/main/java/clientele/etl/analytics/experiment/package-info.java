/**
 * Comparing two or more groups that chance has drawn: how large the difference is, how sure, and
 * whether the groups can be compared at all. Functions of counts and sums; no table, no engine.
 */
package clientele.etl.analytics.experiment;
