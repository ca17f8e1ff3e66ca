package clientele.etl.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names that an SQL text mentions. */
final class SqlNames {

  /** Comments and quoted text first, so that words inside them are passed over. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"([^\"]*)\"|([A-Za-z_][A-Za-z0-9_]*)",
          Pattern.DOTALL);

  private SqlNames() {}

  /** The text with other names for some. */
  static String renamed(String sql, Map<String, String> names) {
    return TOKEN
        .matcher(sql)
        .replaceAll(
            found -> {
              String word = found.group(1) == null ? found.group(2) : found.group(1);
              String other = word == null ? null : names.get(word);
              return Matcher.quoteReplacement(other == null ? found.group() : other);
            });
  }

  /** The words of the text, outside comments and quotes, that are among the known names. */
  static Set<String> mentioned(String sql, Set<String> known) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      if (word != null && known.contains(word)) {
        found.add(word);
      }
    }
    return found;
  }
}
