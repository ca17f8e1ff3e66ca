package clientele.etl.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A part of a table by a range of its first key column. The slices of a table never overlap and
 * leave nothing out; rows without a key are in the first.
 *
 * @param number from 0
 * @param low lowest value, itself included; empty for the first slice
 * @param high first value beyond; empty for the last slice
 */
record Slice(int number, Optional<String> low, Optional<String> high) {

  static final Slice WHOLE = new Slice(0, Optional.empty(), Optional.empty());

  /** The slices between bounds that ascend. */
  static List<Slice> between(List<String> bounds) {
    List<Slice> slices = new ArrayList<>();
    Optional<String> low = Optional.empty();
    for (String bound : bounds) {
      slices.add(new Slice(slices.size(), low, Optional.of(bound)));
      low = Optional.of(bound);
    }
    slices.add(new Slice(slices.size(), low, Optional.empty()));
    return List.copyOf(slices);
  }

  /** The SQL condition of its rows; empty for all rows. */
  Optional<String> condition(String column, UnaryOperator<String> literal) {
    Optional<String> above = low.map(value -> column + " >= " + literal.apply(value));
    Optional<String> below = high.map(value -> column + " < " + literal.apply(value));
    if (above.isEmpty()) {
      return below.map(text -> "(%s or %s is null)".formatted(text, column));
    }
    return Optional.of(above.get() + below.map(text -> " and " + text).orElse(""));
  }
}
