package clientele.etl.deliver;

import java.util.regex.Pattern;

/** What a spreadsheet would run when it opens a file. */
final class Spreadsheets {

  private static final String STARTS = "=+-@\t\r";
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  private Spreadsheets() {}

  /**
   * Text that no spreadsheet takes for a formula. Numbers stay as they are, a phone number with its
   * country code among them.
   */
  static String harmless(String text) {
    boolean isFormula =
        !text.isEmpty() && STARTS.indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
    return isFormula ? "'" + text : text;
  }
}
