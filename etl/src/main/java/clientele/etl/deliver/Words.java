package clientele.etl.deliver;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** The texts of a language, and how it writes numbers and days. */
public final class Words {

  private final ResourceBundle texts;
  private final Locale locale;
  private final String currency;

  /**
   * @param language en or ru
   * @param currency ISO code of amounts
   */
  public Words(String language, String currency) {
    this.locale = Locale.forLanguageTag(language);
    this.texts =
        ResourceBundle.getBundle(
            "site.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.currency = currency;
  }

  public Locale locale() {
    return locale;
  }

  public String currency() {
    return currency;
  }

  public String text(String key) {
    return texts.getString(key);
  }

  /** What people call a column. */
  String column(String name) {
    return text("column." + name);
  }

  /** A text with its holes filled by values, each written as its column's name asks. */
  public String sentence(String key, List<String> columns, List<String> values) {
    Object[] arguments = new Object[values.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = value(columns.get(i), values.get(i));
    }
    return new MessageFormat(text(key), locale).format(arguments);
  }

  /** A value as its column's name asks: shares in percent, amounts with currency, days as days. */
  public String value(String column, String value) {
    if (value == null) {
      return "–";
    } else if (column.endsWith("_date")) {
      return LocalDate.parse(value)
          .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
    } else if (!value.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
      return value;
    }
    BigDecimal number = new BigDecimal(value);
    if (column.equals("change_share")) {
      return change(number.doubleValue());
    } else if (column.endsWith("share")) {
      return percent(number, 1);
    } else if (column.contains("revenue") || column.endsWith("amount")) {
      NumberFormat format = NumberFormat.getCurrencyInstance(locale);
      format.setCurrency(Currency.getInstance(currency));
      format.setMaximumFractionDigits(0);
      return format.format(number);
    }
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(number.abs().compareTo(BigDecimal.TEN) < 0 ? 2 : 0);
    return format.format(number);
  }

  private String percent(BigDecimal share, int digits) {
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    format.setMaximumFractionDigits(digits);
    return format.format(share);
  }

  /** A relative change with its sign. */
  String change(double change) {
    return (change >= 0 ? "+" : "−") + percent(BigDecimal.valueOf(Math.abs(change)), 1);
  }

  /** The texts that scripts need: those of charts and columns. */
  Map<String, String> ofScripts() {
    Map<String, String> words = new TreeMap<>();
    for (String key : texts.keySet()) {
      if (key.startsWith("chart.") || key.startsWith("column.") || key.startsWith("table.")) {
        words.put(key, texts.getString(key));
      }
    }
    return words;
  }
}
