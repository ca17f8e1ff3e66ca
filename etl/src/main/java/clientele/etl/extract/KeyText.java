package clientele.etl.extract;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Optional;

/** Writes a natural key as one text. */
final class KeyText {

  private KeyText() {}

  /**
   * The parts joined by '|'; a '|' or '\' inside a part is escaped by '\', so that different keys
   * never have the same text. Empty where a part is null or bad.
   */
  static Optional<String> join(Object[] parts) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == null || parts[i] instanceof BadValue) {
        return Optional.empty();
      }
      if (i > 0) {
        key.append('|');
      }
      append(key, text(parts[i]));
    }
    return Optional.of(key.toString());
  }

  private static void append(StringBuilder key, String part) {
    if (part.indexOf('|') < 0 && part.indexOf('\\') < 0) {
      key.append(part);
    } else {
      key.append(part.replace("\\", "\\\\").replace("|", "\\|"));
    }
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value.toString();
  }
}
