/** The command line: one class per command. Nothing else prints. */
package clientele.jobs.cli;
