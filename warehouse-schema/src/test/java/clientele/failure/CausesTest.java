package clientele.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CausesTest {

  private static final IOException FULL = new IOException("No space left on device");

  @Test
  void theInnermostCauseIsToldToo() {
    Exception failed = new IllegalStateException("commit failed", new RuntimeException("x", FULL));
    assertThat(Causes.told(failed)).isEqualTo("commit failed: No space left on device");
  }

  @Test
  void whatTheMessageSaysAlreadyIsNotToldTwice() {
    assertThat(Causes.told(FULL)).isEqualTo("No space left on device");
    assertThat(Causes.told(new UncheckedIOException(FULL)))
        .isEqualTo("java.io.IOException: No space left on device");
  }

  @Test
  void anExceptionWithoutAMessageIsToldByItsName() {
    assertThat(Causes.told(new IllegalStateException("closed", new InterruptedException())))
        .isEqualTo("closed: InterruptedException");
  }
}
