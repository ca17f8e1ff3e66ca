/** What a night costs, beside what others pay for the same tables. Run by hand. */
package clientele.jobs.benchmark;
