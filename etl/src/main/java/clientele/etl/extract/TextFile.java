package clientele.etl.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Opens text, without the byte order mark that some programs put first. */
final class TextFile {

  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  /** Bytes that are no text in the encoding are read as U+FFFD. */
  static Reader open(InputStream bytes, Charset encoding, int skippedLines) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                bytes,
                encoding
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)),
            1 << 16);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    for (int i = 0; i < skippedLines; i++) {
      if (reader.readLine() == null) {
        break;
      }
    }
    return reader;
  }
}
