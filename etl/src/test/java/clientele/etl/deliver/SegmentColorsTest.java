package clientele.etl.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether the segments' colours can be told apart, also by those who see no green or no red:
 * distances in Oklab (Ottosson 2020), where .02 is just seen side by side, of what Machado,
 * Oliveira and Fernandes (2009) hold that these people see.
 */
class SegmentColorsTest {

  private static final int SEGMENTS = 13;
  private static final double CLEAR = .085;
  private static final Pattern PAINT = Pattern.compile("--paint-\\d+: #([0-9a-f]{6});");

  private static final RealMatrix CONES =
      matrix(
          .4122214708,
          .5363325363,
          .0514459929,
          .2119034982,
          .6806995451,
          .1073969566,
          .0883024619,
          .2817188376,
          .6299787005);
  private static final RealMatrix OKLAB =
      matrix(
          .2104542553,
          .7936177850,
          -.0040720468,
          1.9779984951,
          -2.4285922050,
          .4505937099,
          .0259040371,
          .7827717662,
          -.8086757660);

  enum Sight {
    EVERYTHING(1, 0, 0, 0, 1, 0, 0, 0, 1),
    NO_GREEN(.367322, .860646, -.227968, .280085, .672501, .047413, -.011820, .042940, .968881),
    NO_RED(.152286, 1.052583, -.204868, .114503, .786281, .099216, -.003882, -.048116, 1.051998);

    private final RealMatrix seen;

    Sight(double... seen) {
      this.seen = matrix(seen);
    }

    RealVector sees(String color) {
      RealVector light =
          new ArrayRealVector(
              IntStream.range(0, 3)
                  .mapToDouble(i -> Integer.parseInt(color, 2 * i, 2 * i + 2, 16) / 255.0)
                  .map(v -> v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4))
                  .toArray());
      RealVector shown = seen.operate(light).map(v -> Math.max(0, Math.min(1, v)));
      return OKLAB.operate(CONES.operate(shown).map(Math::cbrt));
    }
  }

  private static RealMatrix matrix(double... rows) {
    return new Array2DRowRealMatrix(
        new double[][] {
          Arrays.copyOfRange(rows, 0, 3),
          Arrays.copyOfRange(rows, 3, 6),
          Arrays.copyOfRange(rows, 6, 9)
        });
  }

  @ParameterizedTest
  @EnumSource
  void anyTwoSegmentsCanBeToldApartByDayAndByNight(Sight sight) throws IOException {
    List<String> colors = colors();
    assertThat(colors).hasSize(2 * SEGMENTS);
    for (List<String> theme :
        List.of(colors.subList(0, SEGMENTS), colors.subList(SEGMENTS, 2 * SEGMENTS))) {
      for (String one : theme) {
        for (String other : theme.subList(theme.indexOf(one) + 1, SEGMENTS)) {
          assertThat(sight.sees(one).getDistance(sight.sees(other)))
              .as("%s and %s", one, other)
              .isGreaterThan(CLEAR);
        }
      }
    }
  }

  private static List<String> colors() throws IOException {
    try (InputStream style = SegmentColorsTest.class.getResourceAsStream("/site/style.css")) {
      String text = new String(style.readAllBytes(), StandardCharsets.UTF_8);
      return PAINT.matcher(text).results().map(found -> found.group(1)).toList();
    }
  }
}
