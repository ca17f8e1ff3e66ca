package clientele.etl.engine;

import clientele.schema.Column;

/** A column and the field id that its table knows it by. */
public record FieldColumn(int fieldId, Column column) {}
