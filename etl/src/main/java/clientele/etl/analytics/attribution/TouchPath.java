package clientele.etl.analytics.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Contacts in their order, and what became of those who had exactly these.
 *
 * @param touches at least one
 * @param conversions how many such paths ended with an order
 * @param value of those orders
 * @param nulls how many such paths ended without one
 */
public record TouchPath(List<Touch> touches, double conversions, double value, double nulls) {

  /**
   * One contact.
   *
   * @param place the channel or campaign
   * @param age days before the end of the path, 0 or more
   */
  public record Touch(String place, double age) {}

  public TouchPath {
    touches = List.copyOf(touches);
    if (touches.isEmpty() || conversions < 0 || nulls < 0) {
      throw new IllegalArgumentException(
          "a path of %d touches with %s conversions and %s nulls: give one touch or more, and no negative counts"
              .formatted(touches.size(), conversions, nulls));
    }
  }

  /**
   * The touches of a path written as {@code a > b > c}, each as old as it has steps to the end.
   * Empty places are left out.
   */
  public static List<Touch> parse(String text) {
    List<String> places =
        Stream.of(text.split(">", -1))
            .map(String::strip)
            .filter(place -> !place.isEmpty())
            .toList();
    List<Touch> touches = new ArrayList<>();
    for (int place = 0; place < places.size(); place++) {
      touches.add(new Touch(places.get(place), places.size() - 1.0 - place));
    }
    return touches;
  }
}
