/**
 * Makes up a company: the operational databases of a shop for coffee, tea and household goods, with
 * the laws by which its customers behave written beside them, so that analyses can be judged. Rows
 * are made by SQL on the engine; Java only carries them to their database. Knows no warehouse.
 */
package clientele.etl.sample;
