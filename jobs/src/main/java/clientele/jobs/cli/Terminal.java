package clientele.jobs.cli;

import java.util.OptionalInt;

/** What is known of the terminal that people read. */
final class Terminal {

  /** Set by the launcher, which can ask; empty when standard error is no terminal. */
  private static final String COLUMNS = "clientele.columns";

  private Terminal() {}

  static OptionalInt columns() {
    Integer columns = Integer.getInteger(COLUMNS);
    return columns == null || columns < 20 ? OptionalInt.empty() : OptionalInt.of(columns);
  }

  /**
   * Text from data as a terminal may show it: control characters, which could move the cursor or
   * colour what follows, and marks that turn the direction of reading are spelled out.
   */
  static String safe(String text) {
    if (text.chars().noneMatch(Terminal::isUnsafe)) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    text.chars()
        .forEach(
            character -> {
              if (isUnsafe(character)) {
                safe.append("\\u%04x".formatted(character));
              } else {
                safe.append((char) character);
              }
            });
    return safe.toString();
  }

  private static boolean isUnsafe(int character) {
    return Character.isISOControl(character)
        || (character >= 0x202a && character <= 0x202e)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
