package clientele.etl.deliver;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names of lists, which are names of files too. */
final class ListName {

  static final String CROSS_SELL = "cross-sell-candidates";
  static final String OCCASIONS = "occasions";
  static final String SEGMENT_PREFIX = "segment-";

  /** What rpt_campaign_advice advises, by the list of those whom it is about. */
  static final Map<String, String> ADVICE =
      new TreeMap<>(
          Map.of(
              "campaign-contact-again", "contact_again",
              "campaign-leave-alone", "leave_alone"));

  private ListName() {}

  /** The segment of each list; segments that would share a name are numbered, in their order. */
  static Map<String, String> ofSegments(Collection<String> segments) {
    Map<String, String> segmentsByList = new LinkedHashMap<>();
    for (String segment : new TreeSet<>(segments)) {
      String name = ofSegment(segment);
      String free = name;
      for (int number = 2; segmentsByList.containsKey(free); number++) {
        free = name + "-" + number;
      }
      segmentsByList.put(free, segment);
    }
    return segmentsByList;
  }

  private static String ofSegment(String segment) {
    String words =
        segment
            .toLowerCase(Locale.ROOT)
            .replaceAll("['\u2019]", "")
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    return SEGMENT_PREFIX + words;
  }
}
