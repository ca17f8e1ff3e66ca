package clientele.jobs.cli;

import clientele.jobs.step.RunObserver;
import clientele.jobs.step.StepReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows a run on a terminal: a bar for the step that has run longest, a line for each that has
 * ended.
 */
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
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Map<String, Long> rows = new ConcurrentHashMap<>();

  private record Running(StepLine line, long startedAt) {}

  BarProgress(PrintWriter terminal, int columns) {
    this.terminal = terminal;
    this.columns = columns;
    redraw.scheduleWithFixedDelay(
        this::draw, REDRAW_MILLISECONDS, REDRAW_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stepStarted(
      String step, int number, int of, Optional<Expectation> before) {
    running.put(step, new Running(new StepLine(step, number, of, before), System.nanoTime()));
    draw();
  }

  @Override
  public void rows(String step, long soFar) {
    rows.put(step, soFar);
  }

  @Override
  public synchronized void stepEnded(StepReport report) {
    Running ended = running.remove(report.step());
    rows.remove(report.step());
    if (ended != null) {
      terminal.print(CLEAR_LINE);
      terminal.println(ended.line().ended(report));
      terminal.flush();
    }
  }

  private synchronized void draw() {
    if (!running.isEmpty()) {
      Map.Entry<String, Running> longest = running.entrySet().iterator().next();
      String beside = running.size() == 1 ? "" : "  +%d".formatted(running.size() - 1);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - longest.getValue().startedAt());
      long soFar = rows.getOrDefault(longest.getKey(), 0L);
      int room = columns - beside.length();
      terminal.print(CLEAR_LINE + longest.getValue().line().running(soFar, elapsed, room) + beside);
      terminal.flush();
    }
  }

  @Override
  public synchronized void close() {
    redraw.shutdownNow();
    running.clear();
  }
}
