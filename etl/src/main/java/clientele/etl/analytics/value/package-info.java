/**
 * What a customer is worth: how many orders will come and what each will bring. Purchase models say
 * the first, spend models the second; both are fitted by maximum likelihood on grouped customers
 * and say in words what the data do not let them say in numbers.
 */
package clientele.etl.analytics.value;
