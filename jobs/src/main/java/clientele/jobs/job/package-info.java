/** The shapes of runs as Spring Batch jobs, the job repository, and the history of runs. */
package clientele.jobs.job;
