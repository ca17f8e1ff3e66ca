package clientele.etl.engine;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** The currencies of ISO 4217, those of the past included. */
final class Currencies {

  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private Currencies() {}

  /** Null for null; {@code eur} is no code. */
  static Boolean isCode(String text) {
    return text == null ? null : CODES.contains(text);
  }
}
