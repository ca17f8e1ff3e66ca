/**
 * Which contacts before an order get how much of the credit for it. All rules share out what was
 * sold; none of them says what would have been sold anyway, which only an experiment tells.
 */
package clientele.etl.analytics.attribution;
