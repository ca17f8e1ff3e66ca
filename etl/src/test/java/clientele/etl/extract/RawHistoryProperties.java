package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Whatever a source does from night to night, the raw table's current rows are the source's. */
class RawHistoryProperties {

  /** A line of the delivered file; an amount that is no number is a bad row. */
  record Line(String key, String amount) {

    boolean isGood() {
      return !key.isEmpty() && !amount.equals("?");
    }

    String csv() {
      return key + "," + amount;
    }
  }

  @Provide
  Arbitrary<List<List<Line>>> histories() {
    Arbitrary<Line> lines =
        Combinators.combine(
                Arbitraries.frequency(
                    Tuple.of(1, ""),
                    Tuple.of(8, "a"),
                    Tuple.of(8, "b"),
                    Tuple.of(8, "c"),
                    Tuple.of(8, "d")),
                Arbitraries.of("1", "2", "", "?"))
            .as(Line::new);
    return lines.list().ofMinSize(1).ofMaxSize(6).list().ofMinSize(1).ofMaxSize(4);
  }

  @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
  void currentRowsAreTheSourcesRowsAndEveryRowIsAccountedFor(
      @ForAll("histories") List<List<Line>> history) {
    Path project = newFolder();
    try (Nights nights = new Nights(project, Map.of(), 1.0)) {
      nights.file(
          "sources/mill/source.yml",
          """
          transport: files
          tables:
            flour:
              files: "data/a.csv"
              key: [key]
              columns: {amount: integer}
          """);
      Map<String, String> expected = new TreeMap<>();
      Map<LocalDate, List<String>> past = new HashMap<>();
      LocalDate date = MONDAY;
      for (List<Line> lines : history) {
        nights.file(
            "data/a.csv",
            "key,amount\n" + String.join("\n", lines.stream().map(Line::csv).toList()));
        TableExtract extract = nights.night(date).get(0);
        assertThat(extract.read()).isEqualTo(lines.size());
        assertThat(extract.read())
            .isEqualTo(extract.loaded() + extract.unchanged() + extract.quarantined());
        Map<String, String> before = new TreeMap<>(expected);
        apply(lines, expected);
        Set<String> gone = new HashSet<>(before.keySet());
        gone.removeAll(expected.keySet());
        assertThat(extract.deleted()).isEqualTo(gone.size());
        past.put(date, texts(expected));
        date = date.plusDays(1);
      }
      past.forEach(
          (day, rows) ->
              assertThat(nights.rows(day, "select key, amount from mill__flour order by key"))
                  .isEqualTo(rows));
    } finally {
      delete(project);
    }
  }

  private static void apply(List<Line> lines, Map<String, String> expected) {
    Set<String> mentioned = new HashSet<>();
    lines.forEach(line -> mentioned.add(line.key()));
    boolean isComplete = !mentioned.contains("");
    if (isComplete) {
      expected.keySet().retainAll(mentioned);
    }
    for (Line line : lines) {
      if (line.isGood()) {
        expected.put(line.key(), line.amount());
      }
    }
  }

  private static List<String> texts(Map<String, String> rows) {
    List<String> texts = new ArrayList<>();
    rows.forEach((key, amount) -> texts.add(key + "|" + (amount.isEmpty() ? "null" : amount)));
    return texts;
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("nights");
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
