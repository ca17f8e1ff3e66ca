package clientele.etl.extract;

/**
 * Whether a table of a source can be read.
 *
 * @param message its columns, or why not and what to do
 */
public record SourceTest(String source, String table, boolean isOk, String message) {}
