/**
 * What each table is: contracts read from YAML. Knows no engine, no Spring and no path on disk; how
 * a table is made must not come in here.
 */
package clientele.schema;
