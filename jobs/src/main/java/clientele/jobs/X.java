package clientele.jobs;

/** x. */
final class X {}
