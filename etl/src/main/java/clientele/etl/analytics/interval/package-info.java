/**
 * How long it takes until somebody buys the same thing again, where many have not done so yet:
 * those still waiting are counted as waiting, not left out. Functions of counts; no table, no
 * engine.
 */
package clientele.etl.analytics.interval;
