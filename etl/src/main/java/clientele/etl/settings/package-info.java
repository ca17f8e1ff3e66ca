/** What a project may set, and what it did set. Knows nothing of what the settings are for. */
package clientele.etl.settings;
