/**
 * Reads YAML so that every fault is told at once, with file and line. Knows nothing of what the
 * files are for.
 */
package clientele.yaml;
