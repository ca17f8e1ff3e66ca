package clientele.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A notebook executed by Jupyter, as an analyst starts it: how it ended, and what it said. */
record Jupyter(int exitCode, String said) {

  /** Something that Jupyter or its kernel needs is not on this machine. */
  static final int UNAVAILABLE = 69;

  private static final int MINUTES = 10;

  /**
   * @param target folder for the notebook with its outputs, where it runs to its end
   */
  static Jupyter execute(Path notebook, Path published, Path target) {
    ProcessBuilder jupyter =
        new ProcessBuilder(
                "sh",
                "./jupyter",
                "nbconvert",
                "--to",
                "notebook",
                "--execute",
                "--ExecutePreprocessor.startup_timeout=300",
                "--ExecutePreprocessor.timeout=300",
                "--output-dir",
                target.toString(),
                notebook.toString())
            .redirectErrorStream(true)
            .redirectOutput(target.resolve("jupyter.log").toFile());
    jupyter.environment().put("CLIENTELE_PUBLISHED", published.toString());
    try {
      Process process = jupyter.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException("Jupyter still runs after %d minutes".formatted(MINUTES));
      }
      return new Jupyter(process.exitValue(), Files.readString(target.resolve("jupyter.log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
