package clientele.jobs.cli;

import clientele.jobs.step.RunObserver;
import clientele.jobs.step.StepReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a run on a terminal: a bar for the step that runs, a line for each that has ended. */
final class BarProgress implements RunObserver, AutoCloseable {

  private static final long REDRAW_MILLISECONDS = 200;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final int columns;
  private final ScheduledExecutorService redraw =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long rows;
  private StepLine line;
  private long startedAt;

  BarProgress(PrintWriter terminal, int columns) {
    this.terminal = terminal;
    this.columns = columns;
    redraw.scheduleWithFixedDelay(
        this::draw, REDRAW_MILLISECONDS, REDRAW_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stepStarted(
      String step, int number, int of, Optional<Expectation> before) {
    line = new StepLine(step, number, of, before);
    rows = 0;
    startedAt = System.nanoTime();
    draw();
  }

  @Override
  public void rows(long soFar) {
    rows = soFar;
  }

  @Override
  public synchronized void stepEnded(StepReport report) {
    if (line != null) {
      terminal.print(CLEAR_LINE);
      terminal.println(line.ended(report));
      terminal.flush();
      line = null;
    }
  }

  private synchronized void draw() {
    if (line != null) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
      terminal.print(CLEAR_LINE + line.running(rows, elapsed, columns));
      terminal.flush();
    }
  }

  @Override
  public synchronized void close() {
    redraw.shutdownNow();
    line = null;
  }
}
