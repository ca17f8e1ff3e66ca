package clientele.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes a contract as a page of the data dictionary, in Markdown. */
public final class Dictionary {

  private Dictionary() {}

  /**
   * The page of one table.
   *
   * @param reads the tables it is made from
   */
  public static String page(TableContract contract, List<String> reads) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + contract.name());
    lines.add("");
    lines.add(contract.meaning());
    lines.add("");
    lines.add("- **Grain**: " + contract.grain());
    lines.add("- **Key**: " + String.join(", ", contract.key()));
    if (!contract.naturalKey().isEmpty()) {
      lines.add("- **Natural key**: " + String.join(", ", contract.naturalKey()));
    }
    lines.add("- **Kind**: " + contract.kind().name().toLowerCase(Locale.ROOT));
    lines.add("- **Owner**: " + contract.owner());
    if (!reads.isEmpty()) {
      lines.add("- **Made from**: " + String.join(", ", reads));
    }
    lines.add("");
    lines.add("| column | type | meaning |");
    lines.add("|---|---|---|");
    for (Column column : contract.columns()) {
      lines.add(
          "| %s | %s | %s |".formatted(column.name(), column.type().sql(), cell(describe(column))));
    }
    if (!contract.checks().isEmpty()) {
      lines.add("");
      lines.add("| check | a breach |");
      lines.add("|---|---|");
      for (Check check : contract.checks()) {
        lines.add(
            "| %s | %s |"
                .formatted(
                    cell(check.name()),
                    check.severity() == Check.Severity.STOP ? "stops the publication" : "warns"));
      }
    }
    lines.add("");
    return String.join("\n", lines);
  }

  /** The page that lists all tables, by folder. */
  public static String index(List<TableContract> contracts) {
    List<String> lines = new ArrayList<>();
    lines.add("# Data dictionary");
    String folder = "";
    for (TableContract contract :
        contracts.stream()
            .sorted(
                Comparator.comparing(TableContract::layer)
                    .thenComparing(TableContract::folder)
                    .thenComparing(TableContract::name))
            .toList()) {
      if (!contract.folder().equals(folder)) {
        folder = contract.folder();
        lines.add("");
        lines.add("## " + folder);
        lines.add("");
      }
      lines.add("- [%s](%s.md): %s".formatted(contract.name(), contract.name(), contract.grain()));
    }
    lines.add("");
    return String.join("\n", lines);
  }

  private static String describe(Column column) {
    return column.meaning()
        + column.unit().map(unit -> " (" + unit + ")").orElse("")
        + (column.isRequired() ? "; never empty" : "")
        + (column.pii() ? "; names a person, masked for readers" : "");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
