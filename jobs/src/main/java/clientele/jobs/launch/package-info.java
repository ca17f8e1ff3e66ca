/** Starts a run: one at a time, again after a kill, stopped by a signal, once for a date. */
package clientele.jobs.launch;
