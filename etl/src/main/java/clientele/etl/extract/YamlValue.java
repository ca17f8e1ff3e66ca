package clientele.etl.extract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value in a YAML file that knows its line; what does not fit becomes a fault, not a throw. */
record YamlValue(String file, YamlFaults faults, String path, Node node) {

  /** Reads a file's text; empty with a fault where it is not YAML. */
  static Optional<YamlValue> parse(String file, String text, YamlFaults faults) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        faults.add(file, 1, "is empty");
      }
      return root.map(node -> new YamlValue(file, faults, "", node));
    } catch (MarkedYamlEngineException exception) {
      int line = exception.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      faults.add(file, line, "is not YAML: " + exception.getProblem());
    } catch (YamlEngineException exception) {
      faults.add(file, 1, "is not YAML: " + exception.getMessage());
    }
    return Optional.empty();
  }

  int line() {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  void fault(String message) {
    faults.add(file, line(), path.isEmpty() ? message : path + ": " + message);
  }

  /** The entries of a mapping with any keys. */
  Map<String, YamlValue> entries() {
    Map<String, YamlValue> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      fault("must hold keys and values");
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
        YamlValue value = new YamlValue(file, faults, below, tuple.getValueNode());
        if (entries.putIfAbsent(key.getValue(), value) != null) {
          new YamlValue(file, faults, below, key).fault("is given twice");
        }
      } else {
        new YamlValue(file, faults, path, tuple.getKeyNode()).fault("a key must be plain text");
      }
    }
    return entries;
  }

  /** The entries of a mapping of which the keys are known; others are faults. */
  Map<String, YamlValue> entries(Collection<String> known) {
    Map<String, YamlValue> entries = entries();
    entries.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            value.fault("unknown key. " + hint(key, known));
          }
        });
    entries.keySet().retainAll(known);
    return entries;
  }

  Optional<String> text() {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    fault("must be a text");
    return Optional.empty();
  }

  /** A text that a parser takes; what it refuses with IllegalArgumentException is a fault. */
  <T> Optional<T> parsed(Function<String, T> parser) {
    Optional<String> text = text();
    try {
      return text.map(parser);
    } catch (IllegalArgumentException exception) {
      fault(exception.getMessage());
      return Optional.empty();
    }
  }

  Optional<Integer> count() {
    return parsed(
        text -> {
          if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                "'%s' is no whole number of zero or more".formatted(text));
          }
          return Integer.valueOf(text);
        });
  }

  Optional<Boolean> flag() {
    return parsed(
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'%s' is neither true nor false".formatted(text));
          }
          return Boolean.valueOf(text);
        });
  }

  /** A list of texts; one text alone is a list of one. */
  List<String> texts() {
    if (node instanceof ScalarNode scalar) {
      return List.of(scalar.getValue());
    }
    List<String> texts = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        new YamlValue(file, faults, path, item).text().ifPresent(texts::add);
      }
    } else {
      fault("must be a list of texts");
    }
    return List.copyOf(texts);
  }

  /** What to write instead of a name that is not known. */
  static String hint(String name, Collection<String> known) {
    List<String> sorted = known.stream().sorted().toList();
    return sorted.stream()
        .filter(candidate -> isNear(name, candidate))
        .findFirst()
        .map(near -> "Did you mean '%s'?".formatted(near))
        .orElse("Known are " + String.join(", ", sorted));
  }

  private static boolean isNear(String name, String candidate) {
    String small = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return distance(small, candidate) <= Math.max(1, candidate.length() / 4);
  }

  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
