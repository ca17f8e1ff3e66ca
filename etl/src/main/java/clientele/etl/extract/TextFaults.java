package clientele.etl.extract;

/**
 * Finds texts that are none: they would be lost or changed on their way, or are no single value.
 */
final class TextFaults {

  private TextFaults() {}

  /**
   * The text, or why it is refused: it holds a NUL, half a surrogate pair, or too much.
   *
   * @param longest characters
   */
  static Object tested(String text, int longest) {
    if (text.length() > longest) {
      return new BadValue(text, "longer_than_%d_characters".formatted(longest));
    }
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == 0) {
        return new BadValue(text, "nul_character");
      } else if (Character.isSurrogate(character)) {
        if (!isPair(text, i)) {
          return new BadValue(text, "half_a_surrogate_pair");
        }
        i++;
      }
    }
    return text;
  }

  /** A text as it can be stored: what is no character is written as Java does. */
  static String shown(String text) {
    if (text == null || tested(text, Integer.MAX_VALUE) == (Object) text) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == 0 || (Character.isSurrogate(character) && !isPair(text, i))) {
        shown.append("\\u%04x".formatted((int) character));
      } else {
        shown.append(character);
        if (Character.isHighSurrogate(character)) {
          shown.append(text.charAt(++i));
        }
      }
    }
    return shown.toString();
  }

  private static boolean isPair(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }
}
