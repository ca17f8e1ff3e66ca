package clientele.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean",
        "integer",
        "bigint",
        "double",
        "varchar",
        "date",
        "timestamp",
        "binary",
        "decimal(18,2)"
      })
  @DisplayName("a type is spelled as it is read")
  void aTypeIsSpelledAsItIsRead(String text) {
    assertThat(ColumnType.parse(text).sql()).isEqualTo(text);
  }

  @Test
  @DisplayName("an unknown type is refused by its name, with the types there are")
  void anUnknownTypeIsRefusedByItsName() {
    assertThatThrownBy(() -> ColumnType.parse("money"))
        .hasMessageContaining("'money'")
        .hasMessageContaining("decimal(precision,scale)");
  }

  @Test
  @DisplayName("a decimal with more scale than precision is refused")
  void aDecimalWithMoreScaleThanPrecisionIsRefused() {
    assertThatThrownBy(() -> ColumnType.parse("decimal(2,3)")).hasMessageContaining("decimal(2,3)");
  }
}
