package clientele.etl.extract;

import clientele.failure.Failure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${NAME}} from the environment, and keeps what was filled in out of messages. */
final class Secrets {

  private static final Pattern HOLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final UnaryOperator<String> environment;
  private final Set<String> secrets = new LinkedHashSet<>();

  Secrets(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * @param where names the source and the key, for the message
   */
  String fill(String where, String text) {
    Matcher matcher = HOLE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = environment.apply(matcher.group(1));
      if (value == null) {
        throw new Failure.Settings(
            "%s: environment variable %s is not set: set it where clientele runs"
                .formatted(where, matcher.group(1)));
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    matcher.appendTail(filled);
    return filled.toString();
  }

  /** From now on this text is never shown. */
  void hide(String secret) {
    if (!secret.isEmpty()) {
      secrets.add(secret);
    }
  }

  String mask(String text) {
    String masked = text == null ? "" : text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "***");
    }
    return masked
        .replaceAll("(?i)((?:password|pwd|passwd)=)[^&;\\s]*", "$1***")
        .replaceAll("(://[^/@:\\s]*:)[^/@\\s]*@", "$1***@");
  }

  /** The exception, or where its text would tell a secret, one of the same kind without it. */
  Throwable mask(SQLException exception) {
    List<String> texts = new ArrayList<>();
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      texts.add(String.valueOf(cause.getMessage()));
    }
    boolean isSafe = texts.stream().allMatch(text -> mask(text).equals(text));
    if (isSafe) {
      return exception;
    }
    SQLException masked =
        new SQLException(
            mask(exception.getMessage()), exception.getSQLState(), exception.getErrorCode());
    masked.setStackTrace(exception.getStackTrace());
    return masked;
  }

  /** The variables that a text names, as people write them. */
  static String variables(String text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = HOLE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return String.join(", ", names);
  }
}
