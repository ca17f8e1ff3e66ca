package clientele.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file. What does not fit is noted in the faults, with file and line, and read
 * as if it were not there; so a caller reads on and raises the faults at the end.
 */
public final class YamlMap {

  private final String file;
  private final Faults faults;
  private final int line;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private YamlMap(String file, Faults faults, int line) {
    this.file = file;
    this.faults = faults;
    this.line = line;
  }

  /**
   * Reads a whole file.
   *
   * @param file as messages shall name it
   */
  public static YamlMap read(String file, String text, Faults faults) {
    try {
      return new Compose(LoadSettings.builder().setLabel(file).setUseMarks(true).build())
          .composeString(text)
          .map(node -> of(file, faults, node))
          .orElseGet(() -> new YamlMap(file, faults, 1));
    } catch (YamlEngineException e) {
      faults.add(file, "not YAML: " + e.getMessage().replaceAll("\\s+", " "));
      return new YamlMap(file, faults, 1);
    }
  }

  private static YamlMap of(String file, Faults faults, Node node) {
    YamlMap map = new YamlMap(file, faults, lineOf(node));
    if (!(node instanceof MappingNode mapping)) {
      if (!isNull(node)) {
        faults.add(map.where(), "expected 'key: value' lines, found " + kindOf(node));
      }
      return map;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (map.nodes.put(key, tuple.getValueNode()) != null) {
        faults.add(file + ":" + lineOf(tuple.getKeyNode()), "key '" + key + "' stands twice");
      }
    }
    return map;
  }

  /** The file and line, for messages. */
  public String where() {
    return file + ":" + line;
  }

  /** The file and line of a key, for messages. */
  public String where(String key) {
    Node node = nodes.get(key);
    return node == null ? where() : file + ":" + lineOf(node);
  }

  /** Notes a fault at a key. */
  public void fault(String key, String what) {
    faults.add(where(key), what);
  }

  /** The keys in their order. */
  public Set<String> keys() {
    return nodes.keySet();
  }

  public boolean has(String key) {
    return nodes.containsKey(key) && !isNull(nodes.get(key));
  }

  /** Notes every key that is not among the known ones, with the nearest known one as a hint. */
  public void knowOnly(Collection<String> known) {
    for (String key : nodes.keySet()) {
      if (!known.contains(key)) {
        fault(key, "unknown key '" + key + "'" + Nearest.hint(key, known));
      }
    }
  }

  /** The text of a key that must be there; empty text where it is not, and a fault. */
  public String text(String key) {
    return findText(key)
        .orElseGet(
            () -> {
              if (!has(key)) {
                fault(key, "'" + key + "' is missing");
              }
              return "";
            });
  }

  /** The text of a key, if it is there. */
  public Optional<String> findText(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (nodes.get(key) instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    fault(key, "'" + key + "' is one value, found " + kindOf(nodes.get(key)));
    return Optional.empty();
  }

  /** The flag of a key: true or false; the given value where it is not there. */
  public boolean flag(String key, boolean absent) {
    Optional<String> text = findText(key);
    if (text.isEmpty()) {
      return absent;
    }
    if (!text.get().equals("true") && !text.get().equals("false")) {
      fault(key, "'" + key + "' is true or false, found '" + text.get() + "'");
    }
    return text.get().equals("true");
  }

  /** The number of a key, if it is there. */
  public Optional<BigDecimal> number(String key) {
    return findText(key)
        .flatMap(
            text -> {
              try {
                return Optional.of(new BigDecimal(text.replace("_", "")));
              } catch (NumberFormatException e) {
                fault(key, "'" + key + "' is a number, found '" + text + "'");
                return Optional.empty();
              }
            });
  }

  /** The texts of a key that is a list of values; a single value counts as a list of one. */
  public List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    Node node = nodes.get(key);
    if (node instanceof ScalarNode scalar) {
      return List.of(scalar.getValue());
    }
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        faults.add(file + ":" + lineOf(item), "expected a value, found " + kindOf(item));
      }
    }
    return texts;
  }

  /** The mapping of a key; an empty one where it is not there. */
  public YamlMap map(String key) {
    return has(key) ? of(file, faults, nodes.get(key)) : new YamlMap(file, faults, line);
  }

  /** The mappings of a key that is a list of mappings. */
  public List<YamlMap> maps(String key) {
    return items(key).stream().map(node -> of(file, faults, node)).toList();
  }

  public boolean isMap(String key) {
    return nodes.get(key) instanceof MappingNode;
  }

  public boolean isList(String key) {
    return nodes.get(key) instanceof SequenceNode;
  }

  /**
   * The value of a key as YAML understands it: Boolean, Long, BigDecimal or String; empty where it
   * is not there or no single value.
   */
  public Optional<Object> value(String key) {
    if (!has(key) || !(nodes.get(key) instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(Boolean.valueOf(text));
    } else if (scalar.getTag().equals(Tag.INT)) {
      return Optional.of(Long.valueOf(text));
    } else if (scalar.getTag().equals(Tag.FLOAT)) {
      return number(key).map(Object.class::cast);
    }
    return Optional.of(text);
  }

  private List<Node> items(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (nodes.get(key) instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    fault(key, "'" + key + "' is a list, found " + kindOf(nodes.get(key)));
    return List.of();
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static String kindOf(Node node) {
    return switch (node.getNodeType()) {
      case MAPPING -> "'key: value' lines";
      case SEQUENCE -> "a list";
      case SCALAR -> "'" + ((ScalarNode) node).getValue() + "'";
      case ANCHOR -> "an anchor";
    };
  }
}
