package clientele.jobs.cli;

/**
 * A command that answers at once: it does without the log, whose library takes a second to start.
 */
interface QuickCommand {}
