/**
 * Asks whether tables keep what their contracts promise. Reads relations of the engine; knows
 * neither how they were made nor where they are kept.
 */
package clientele.etl.check;
