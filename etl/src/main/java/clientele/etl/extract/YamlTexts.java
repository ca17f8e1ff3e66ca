package clientele.etl.extract;

import clientele.yaml.YamlMap;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Values of YAML keys that must have a certain form. */
final class YamlTexts {

  private YamlTexts() {}

  static OptionalInt count(YamlMap map, String key) {
    Optional<BigDecimal> number = map.number(key);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int count = number.get().intValueExact();
      if (count >= 0) {
        return OptionalInt.of(count);
      }
    } catch (ArithmeticException exception) {
      // reported below as any other number that is no count
    }
    map.fault(key, "'%s' is a whole number of zero or more".formatted(key));
    return OptionalInt.empty();
  }

  /** As {@link #count}, but zero is a fault too. */
  static OptionalInt positive(YamlMap map, String key) {
    OptionalInt count = count(map, key);
    if (count.isPresent() && count.getAsInt() == 0) {
      map.fault(key, "'%s' must be at least 1; leave it out for the default".formatted(key));
      return OptionalInt.empty();
    }
    return count;
  }

  /** A text that a parser takes; what it refuses with IllegalArgumentException is a fault. */
  static <T> Optional<T> parsed(YamlMap map, String key, Function<String, T> parser) {
    try {
      return map.findText(key).map(parser);
    } catch (IllegalArgumentException exception) {
      map.fault(key, exception.getMessage());
      return Optional.empty();
    }
  }
}
