package clientele.etl.engine;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.io.Serializable;

/** Phone numbers in one spelling, E.164. */
final class PhoneNumbers implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String country;

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
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = numbers.parse(text, country);
      return numbers.isPossibleNumber(number)
          ? numbers.format(number, PhoneNumberFormat.E164)
          : null;
    } catch (NumberParseException e) {
      return null;
    }
  }
}
