/**
 * The kinds of failure. The kind alone decides who is called, whether to retry, and the exit code.
 */
package clientele.failure;
