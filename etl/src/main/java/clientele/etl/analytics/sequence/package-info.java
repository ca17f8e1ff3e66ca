/**
 * Whether those who bought one thing go on to another more often than shoppers do anyway. Functions
 * of counts; no table, no engine.
 */
package clientele.etl.analytics.sequence;
