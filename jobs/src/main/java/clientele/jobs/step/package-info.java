/** Steps of the warehouse as steps of Spring Batch, and what people are told about them. */
package clientele.jobs.step;
