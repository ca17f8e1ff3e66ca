/** The front door of the machinery; none of its parts imports it. */
package clientele.etl;
