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
  private static final int TRIES = 3;
  private static final String SILENT_KERNEL = "Kernel didn't respond";

  /**
   * Executes it, again where the kernel never answered: on a busy machine it now and then binds its
   * channels after Jupyter's first question, which is lost then.
   *
   * @param target folder for the notebook with its outputs, where it runs to its end
   */
  static Jupyter execute(Path notebook, Path published, Path target) {
    Jupyter executed = executeOnce(notebook, published, target);
    for (int again = 1; again < TRIES && executed.said.contains(SILENT_KERNEL); again++) {
      executed = executeOnce(notebook, published, target);
    }
    return executed;
  }

  private static Jupyter executeOnce(Path notebook, Path published, Path target) {
    ProcessBuilder jupyter =
        new ProcessBuilder(
                "sh",
                "./jupyter",
                "nbconvert",
                "--to",
                "notebook",
                "--execute",
                "--ExecutePreprocessor.startup_timeout=90",
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
