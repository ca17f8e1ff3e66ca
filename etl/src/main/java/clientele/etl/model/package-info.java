/**
 * Builds tables: reads the model files, orders them by what they read, runs each on the engine and
 * commits its rows to the store.
 */
package clientele.etl.model;
