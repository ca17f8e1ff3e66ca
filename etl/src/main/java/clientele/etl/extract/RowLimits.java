package clientele.etl.extract;

import clientele.yaml.YamlMap;
import java.util.OptionalDouble;

/**
 * How much of one table may be refused, and how long a text may be.
 *
 * @param quarantinedShare 0 to 1; empty for {@code limits.quarantined_share}
 * @param longestText characters; a longer text is refused, for it is two rows run into one or a
 *     file in a field more often than a value
 */
record RowLimits(OptionalDouble quarantinedShare, int longestText) {

  static final String SHARE = "quarantined_share";
  static final String LONGEST = "longest_text";
  static final int USUAL_LONGEST_TEXT = 100_000;

  static RowLimits read(YamlMap table) {
    OptionalDouble share =
        YamlTexts.parsed(table, SHARE, RowLimits::share)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty());
    return new RowLimits(share, YamlTexts.count(table, LONGEST).orElse(USUAL_LONGEST_TEXT));
  }

  private static Double share(String text) {
    double share = Double.parseDouble(text);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share from 0 to 1");
    }
    return share;
  }
}
