package clientele.etl.extract;

import clientele.schema.ColumnType;
import java.util.Optional;

/**
 * The type of a column as source.yml says.
 *
 * @param pattern how dates and timestamps are written, as java.time spells it; empty for ISO
 */
public record DeclaredType(ColumnType type, Optional<String> pattern) {}
