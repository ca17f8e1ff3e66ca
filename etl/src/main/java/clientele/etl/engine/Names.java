package clientele.etl.engine;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names of people in one spelling: lower case, without accents, umlauts written out. */
final class Names {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Names() {}

  /** {@code müller-lüdenscheidt} is {@code mueller luedenscheidt}; null where no letter is left. */
  static String normal(String text) {
    if (text == null) {
      return null;
    }
    String written =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ø", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss")
            .replace("æ", "ae")
            .replace("å", "aa")
            .replace("ł", "l")
            .replace("ı", "i")
            .replace("'", "");
    String plain = MARKS.matcher(Normalizer.normalize(written, Normalizer.Form.NFD)).replaceAll("");
    String normal = NO_LETTERS.matcher(plain).replaceAll(" ").strip();
    return normal.isEmpty() ? null : normal;
  }

  /**
   * How many letters must be put in, left out or replaced to make one of the other; null where one
   * is. DuckDB's own {@code levenshtein} counts bytes, Spark's letters.
   */
  static Integer typosBetween(String one, String other) {
    return one == null || other == null
        ? null
        : LevenshteinDistance.getDefaultInstance().apply(one, other);
  }
}
