/** Which records are one: graphs of identity over hashed keys. Knows no table and no engine. */
package clientele.etl.analytics.identity;
