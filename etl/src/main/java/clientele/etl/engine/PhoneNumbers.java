package clientele.etl.engine;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Phone numbers in one spelling, E.164. */
final class PhoneNumbers implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int REMEMBERED = 100_000;
  private static final String NONE = "";

  private final String country;
  // Reading a number takes microseconds, and the same people call again and again.
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /**
   * Numbers of one country.
   *
   * @param country ISO code of two letters, for numbers without a country code
   */
  PhoneNumbers(String country) {
    this.country = country;
  }

  /** Null where the text is none, or no number that could be dialled. */
  String normal(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    String normal = known.computeIfAbsent(text, this::parse);
    return normal.equals(NONE) ? null : normal;
  }

  private String parse(String text) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = numbers.parse(text, country);
      return numbers.isPossibleNumber(number)
          ? numbers.format(number, PhoneNumberFormat.E164)
          : NONE;
    } catch (NumberParseException e) {
      return NONE;
    }
  }
}
