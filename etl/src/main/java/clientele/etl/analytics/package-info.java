/**
 * Pure statistics: functions from records to records, deterministic to the last digit, standing on
 * the JDK and Apache Commons Math alone. No engine, no table, no clock comes in.
 */
package clientele.etl.analytics;
