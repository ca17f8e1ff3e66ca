/**
 * What is bought together, and what a customer will put into the next basket. Functions of numbered
 * items; no table, no engine.
 */
package clientele.etl.analytics.basket;
