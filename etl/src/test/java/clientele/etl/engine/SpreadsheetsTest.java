package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1-2", "-2+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "-", "+49 30"})
  void whatASpreadsheetWouldRunIsMadeText(String text) {
    assertThat(Spreadsheets.harmless(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Anna", "-1.5", "+4930123456", "1e-9", "-1.2E+10", "a=1", "1+1"})
  void numbersAndWordsStayAsTheyAre(String text) {
    assertThat(Spreadsheets.harmless(text)).isEqualTo(text);
  }
}
