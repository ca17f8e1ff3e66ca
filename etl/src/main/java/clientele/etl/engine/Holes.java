package clientele.etl.engine;

import clientele.failure.Failure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the named parameters of a statement, but not those in quotes, comments or {@code ::}. */
final class Holes {

  /** What is copied as it stands: texts, quoted names, comments, double colons. */
  private static final String OPAQUE =
      "(?<text>'[^']*+')|\"[^\"]*+\"|--[^\\n]*+|/\\*(?s:.*?)\\*/|::";

  private static final Pattern HOLE =
      Pattern.compile(OPAQUE + "|(?<![A-Za-z0-9_:]):(?<name>[A-Za-z_][A-Za-z0-9_]*+)");

  private static final Pattern TOKEN =
      Pattern.compile(OPAQUE + "|(?<word>[A-Za-z_][A-Za-z0-9_]*+(?:\\s*+\\()?)");

  private Holes() {}

  /** The statement with typed literals in its holes, without a semicolon at the end. */
  static String fill(Select select) {
    Set<String> unknown = new TreeSet<>();
    String filled = replace(HOLE, select.sql(), found -> fill(found, select.parameters(), unknown));
    if (!unknown.isEmpty()) {
      throw new Failure.Settings(
          "unknown parameter %s in SQL; known are %s"
              .formatted(colons(unknown), colons(select.parameters().keySet())));
    }
    String text = filled.strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * The statement with other texts and words.
   *
   * @param texts replaces what stands in single quotes
   * @param words replaces words outside of quotes and comments; a parenthesis right behind a word
   *     comes with it
   */
  static String replaceTokens(
      String sql, UnaryOperator<String> texts, UnaryOperator<String> words) {
    return replace(
        TOKEN,
        sql,
        found -> {
          if (found.group("text") != null) {
            return texts.apply(found.group());
          }
          return found.group("word") == null ? found.group() : words.apply(found.group());
        });
  }

  private static String fill(Matcher found, Map<String, Object> parameters, Set<String> unknown) {
    String name = found.group("name");
    if (name == null) {
      return found.group();
    }
    Object value = parameters.get(name);
    if (value == null) {
      unknown.add(name);
      return ":" + name;
    }
    return SqlText.literal(value);
  }

  private static String replace(
      Pattern pattern, String sql, Function<Matcher, String> replacement) {
    Matcher matcher = pattern.matcher(sql);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(replacement.apply(matcher)));
    }
    return matcher.appendTail(result).toString();
  }

  private static String colons(Set<String> names) {
    return names.isEmpty() ? "none" : ":" + String.join(", :", new TreeSet<>(names));
  }
}
