package clientele.jobs.launch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;

/**
 * Listens for Ctrl-C and for the signal that ends services. The first asks the run to stop when the
 * step it is at is done, the second ends the process at once.
 *
 * <p>A shutdown hook would not do: the hooks of the libraries run beside it and take the engine
 * away under the step.
 */
public final class Interruption implements BooleanSupplier {

  /** What a shell reports of a process that Ctrl-C ended. */
  public static final int EXIT_CODE = 130;

  private final AtomicBoolean isInterrupted = new AtomicBoolean();

  private Interruption() {}

  /**
   * @param first told of the first signal
   */
  public static Interruption listen(Runnable first) {
    Interruption interruption = new Interruption();
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), signal -> interruption.hear(first));
    }
    return interruption;
  }

  private void hear(Runnable first) {
    if (isInterrupted.getAndSet(true)) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    first.run();
  }

  @Override
  public boolean getAsBoolean() {
    return isInterrupted.get();
  }
}
