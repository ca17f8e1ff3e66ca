package clientele.etl.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a commit remembers of how its table was made: by which SQL, contract and settings, for which
 * date, from which contents of its inputs.
 */
final class Recipe {

  private static final String MADE_BY = "made_by";
  private static final String AS_OF = "made_as_of";
  private static final String INPUT = "made_from.";
  private static final Pattern DATED = Pattern.compile(":(as_of|as_of_begin|as_of_end|run_id)\\b");
  private static final Pattern DATED_BUT_NOT_SIGNED =
      Pattern.compile(":(as_of|as_of_begin|as_of_end)\\b");

  private Recipe() {}

  /** Whether a SELECT gives something else on another date, or in another run. */
  static boolean isDated(String sql) {
    return DATED.matcher(sql).find();
  }

  /** As {@link #isDated}, but a row may carry the name of the run that made it. */
  static boolean isDatedButForRun(String sql) {
    return DATED_BUT_NOT_SIGNED.matcher(sql).find();
  }

  /** Of the parts, and of the program that makes a table by them. */
  static String digest(Collection<?> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ProgramDigest.text().getBytes(StandardCharsets.UTF_8));
      for (Object part : parts) {
        digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> properties(
      String madeBy, Object asOf, Map<String, Long> inputs, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put(MADE_BY, madeBy);
    properties.put(AS_OF, asOf.toString());
    inputs.forEach((name, snapshot) -> properties.put(INPUT + name, snapshot.toString()));
    return properties;
  }

  static boolean isKnown(Map<String, String> properties) {
    return properties.containsKey(MADE_BY);
  }

  static boolean isMadeBy(Map<String, String> properties, String madeBy) {
    return madeBy.equals(properties.get(MADE_BY));
  }

  static boolean isNotAfter(Map<String, String> properties, LocalDate asOf) {
    String madeFor = properties.get(AS_OF);
    return madeFor != null && !LocalDate.parse(madeFor).isAfter(asOf);
  }

  static Map<String, Long> inputs(Map<String, String> properties) {
    Map<String, Long> inputs = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(INPUT)) {
            inputs.put(key.substring(INPUT.length()), Long.valueOf(value));
          }
        });
    return inputs;
  }
}
