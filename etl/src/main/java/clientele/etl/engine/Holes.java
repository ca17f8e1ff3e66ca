package clientele.etl.engine;

import clientele.failure.Failure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the named parameters of a statement, but not those in quotes, comments or {@code ::}. */
final class Holes {

  /** What is copied as it stands: texts, quoted names, comments, double colons. */
  private static final String OPAQUE = "'[^']*+'|\"[^\"]*+\"|--[^\\n]*+|/\\*(?s:.*?)\\*/|::";

  private static final Pattern HOLE =
      Pattern.compile(OPAQUE + "|(?<![A-Za-z0-9_:]):(?<name>[A-Za-z_][A-Za-z0-9_]*+)");

  private static final Pattern WORD =
      Pattern.compile(OPAQUE + "|(?<name>[A-Za-z_][A-Za-z0-9_]*+(?:\\s*+\\()?)");

  private Holes() {}

  /** The statement with typed literals in its holes, without a semicolon at the end. */
  static String fill(Select select) {
    Set<String> unknown = new TreeSet<>();
    String filled =
        replace(HOLE, select.sql(), name -> literal(name, select.parameters(), unknown));
    if (!unknown.isEmpty()) {
      throw new Failure.Settings(
          "unknown parameter %s in SQL; known are %s"
              .formatted(colons(unknown), colons(select.parameters().keySet())));
    }
    String text = filled.strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }

  /** The statement with other words; a word with a parenthesis behind comes with it. */
  static String replaceWords(String sql, UnaryOperator<String> replacement) {
    return replace(WORD, sql, replacement);
  }

  private static String literal(String name, Map<String, Object> parameters, Set<String> unknown) {
    Object value = parameters.get(name);
    if (value == null) {
      unknown.add(name);
      return ":" + name;
    }
    return SqlText.literal(value);
  }

  private static String replace(Pattern pattern, String sql, UnaryOperator<String> replacement) {
    Matcher matcher = pattern.matcher(sql);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group("name");
      String text = name == null ? matcher.group() : replacement.apply(name);
      matcher.appendReplacement(result, Matcher.quoteReplacement(text));
    }
    return matcher.appendTail(result).toString();
  }

  private static String colons(Set<String> names) {
    return names.isEmpty() ? "none" : ":" + String.join(", :", new TreeSet<>(names));
  }
}
