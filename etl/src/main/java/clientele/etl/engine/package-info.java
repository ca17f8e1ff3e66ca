/**
 * Runs SQL. An engine makes Parquet files readable under a name, runs a SELECT and writes its
 * result as Parquet with field ids, hands small results to Java as records and takes records back.
 * It knows no table, no contract and no Iceberg; nothing but this room sees DuckDB or Spark.
 */
package clientele.etl.engine;
