/**
 * Keeps tables: Parquet files under Iceberg, written to a run's branch, checked there, and
 * published as one consistent set. Nothing but this room sees Iceberg.
 */
package clientele.etl.store;
