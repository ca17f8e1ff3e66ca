package clientele.etl.extract;

import clientele.failure.Failure;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns a source's column names into those of raw tables: lower snake case. */
final class ColumnNames {

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private ColumnNames() {}

  /** {@code InvoiceNo} to {@code invoice_no}, {@code zip code} to {@code zip_code}. */
  static String snake(String name) {
    String ascii = Normalizer.normalize(name.strip(), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String snake =
        ascii
            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
            .replaceAll("[^\\p{L}\\p{N}]+", "_")
            .toLowerCase(Locale.ROOT);
    String trimmed = snake.replaceAll("_+$", "").replaceAll("^_+(?=.)", "");
    return trimmed.matches("\\d.*") ? "_" + trimmed : trimmed;
  }

  /**
   * The raw names of a table's columns, in order.
   *
   * @param where names the table and, for a file, the file
   * @throws Failure.Contract with all names that have no plain form or fall together
   */
  static List<String> all(String where, List<String> names) {
    List<String> faults = new ArrayList<>();
    Map<String, String> originals = new LinkedHashMap<>();
    for (String name : names) {
      String snake = snake(name);
      if (!PLAIN.matcher(snake).matches() || RawColumns.NAMES.contains(snake)) {
        faults.add("column '%s' has no plain name in Latin letters".formatted(name));
      } else if (originals.containsKey(snake)) {
        faults.add(
            "columns '%s' and '%s' would both be named %s"
                .formatted(originals.get(snake), name, snake));
      }
      originals.putIfAbsent(snake, name);
    }
    if (!faults.isEmpty()) {
      throw new Failure.Contract(
          "%s: %s. Name the columns in source.yml: csv.columns for a file, 'from: select ... as"
                  .formatted(where, String.join("; ", faults))
              + " plain_name' for a database");
    }
    return List.copyOf(originals.keySet());
  }

  /** Those of the wanted names that a table does not have, in order. */
  static List<String> missing(Iterable<String> wanted, Set<String> present) {
    List<String> missing = new ArrayList<>();
    wanted.forEach(
        name -> {
          if (!present.contains(name)) {
            missing.add(name);
          }
        });
    return missing;
  }
}
