/**
 * Brings rows in: reads tables and files of operational systems and keeps every version of every
 * row in raw tables. Knows nothing of what the rows mean.
 */
package clientele.etl.extract;
