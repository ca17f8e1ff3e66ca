package clientele.etl.engine;

import java.util.regex.Pattern;

/** What a spreadsheet would run when it opens a file. */
public final class Spreadsheets {

  /**
   * How such a text begins, in the words that Java's and the pages' expressions share. Numbers stay
   * as they are, a phone number with its country code among them.
   */
  public static final String FORMULA =
      "^(?![-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?$)[=+\\-@\\t\\r]";

  private static final Pattern PATTERN = Pattern.compile(FORMULA);

  private Spreadsheets() {}

  /** Text that no spreadsheet takes for a formula. */
  public static String harmless(String text) {
    return PATTERN.matcher(text).find() ? "'" + text : text;
  }
}
