package clientele.etl.engine;

import java.util.List;

/** Rows as text; a null stays null. */
public record TextTable(List<String> columns, List<List<String>> rows) {}
