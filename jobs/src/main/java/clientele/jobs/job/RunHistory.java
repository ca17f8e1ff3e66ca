package clientele.jobs.job;

import clientele.failure.Failure;
import clientele.jobs.step.RunObserver.Expectation;
import clientele.jobs.step.StepReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the job repository's tables without Spring, so that {@code status} answers at once. A
 * database without these tables has no runs.
 */
public final class RunHistory implements AutoCloseable {

  private static final String RUNS =
      """
      select e.job_execution_id, i.job_name, e.status, e.exit_code, e.exit_message, e.create_time,
        e.start_time, e.end_time,
        (select p.parameter_value from batch_job_execution_params p
          where p.job_execution_id = e.job_execution_id and p.parameter_name = 'business_date') as as_of,
        (select p.parameter_value from batch_job_execution_params p
          where p.job_execution_id = e.job_execution_id and p.parameter_name = 'selection') as selection,
        (select p.parameter_value from batch_job_execution_params p
          where p.job_execution_id = e.job_execution_id and p.parameter_name = 'run_id') as run_id
      from batch_job_execution e
      join batch_job_instance i on i.job_instance_id = e.job_instance_id
      """;

  private static final String STEPS =
      """
      select s.step_name, s.status, s.exit_code, s.exit_message, s.create_time, s.start_time,
        s.end_time, s.read_count, s.write_count
      from batch_step_execution s
      """;

  private final String url;
  private final Optional<Connection> connection;

  /**
   * @param url JDBC URL of the metadata database
   */
  public RunHistory(String url) {
    this.url = url;
    try {
      this.connection = JobConnection.isThere(url) ? connect(url) : Optional.empty();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Whether there is a metadata database; opening a SQLite file would make it. */
  public static boolean isThere(String url) {
    return JobConnection.isThere(url);
  }

  /** Whether anything ever ran, asked without making anything. */
  public static boolean hasRuns(String url) {
    try (RunHistory history = new RunHistory(url)) {
      return !history.newest(1).isEmpty();
    }
  }

  /** The dates of all runs of a kind that are done, in the order in which they ended. */
  public List<LocalDate> doneDates(String name) {
    return query(
            RUNS + "where i.job_name = ? and e.status = 'COMPLETED' order by e.job_execution_id",
            RunHistory::run,
            name)
        .stream()
        .map(Run::asOf)
        .toList();
  }

  private static Optional<Connection> connect(String url) throws SQLException {
    Connection connection = JobConnection.open(url);
    if (JobDatabase.hasTables(connection)) {
      return Optional.of(connection);
    }
    connection.close();
    return Optional.empty();
  }

  /** Newest first. */
  public List<Run> newest(int limit) {
    return query(RUNS + "order by e.job_execution_id desc limit ?", RunHistory::run, limit);
  }

  public Optional<Run> find(long id) {
    return query(RUNS + "where e.job_execution_id = ?", RunHistory::run, id).stream().findFirst();
  }

  /** All attempts at the run of a date, newest first. */
  public List<Run> attempts(String name, LocalDate asOf, Optional<String> selection) {
    return query(
            RUNS + "where i.job_name = ? order by e.job_execution_id desc", RunHistory::run, name)
        .stream()
        .filter(run -> run.asOf().equals(asOf) && run.selection().equals(selection))
        .toList();
  }

  /** The steps of one attempt, in their order. */
  public List<StepReport> steps(long id) {
    return query(
        STEPS + "where s.job_execution_id = ? order by s.step_execution_id", RunHistory::step, id);
  }

  /** What each step took the last time it did its work. */
  public Map<String, Expectation> lastTimes() {
    Map<String, Expectation> byStep = new HashMap<>();
    query(
            STEPS + "where s.exit_code = ? order by s.step_execution_id",
            RunHistory::step,
            "COMPLETED")
        .forEach(step -> byStep.put(step.step(), new Expectation(step.read(), step.duration())));
    return byStep;
  }

  /** Who did the steps of a run, over all its attempts. */
  public Map<String, StepReport> doneSteps(String runId) {
    Map<String, StepReport> byStep = new HashMap<>();
    query(
            STEPS
                + """
                join batch_job_execution_params p on p.job_execution_id = s.job_execution_id
                  and p.parameter_name = 'run_id'
                where p.parameter_value = ? and s.exit_code = 'COMPLETED'
                order by s.step_execution_id
                """,
            RunHistory::step,
            runId)
        .forEach(step -> byStep.put(step.step(), step));
    return byStep;
  }

  private <R> List<R> query(String sql, RowReader<R> reader, Object parameter) {
    List<R> rows = new ArrayList<>();
    if (connection.isEmpty()) {
      return rows;
    }
    try (PreparedStatement statement = connection.get().prepareStatement(sql)) {
      statement.setObject(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @FunctionalInterface
  private interface RowReader<R> {
    R read(ResultSet row) throws SQLException;
  }

  private static Run run(ResultSet row) throws SQLException {
    String status = row.getString("status");
    Run.State state =
        switch (status) {
          case "COMPLETED" -> Run.State.DONE;
          case "STOPPED" -> Run.State.INTERRUPTED;
          case "STARTING", "STARTED", "STOPPING" -> Run.State.RUNNING;
          default -> Run.State.FAILED;
        };
    return new Run(
        row.getLong("job_execution_id"),
        row.getString("job_name"),
        LocalDate.parse(row.getString("as_of")),
        Optional.ofNullable(row.getString("selection")),
        row.getString("run_id"),
        state,
        row.getString("exit_code"),
        startedAt(row),
        Optional.ofNullable(row.getTimestamp("end_time")).map(Timestamp::toInstant),
        state == Run.State.FAILED ? row.getString("exit_message") : "");
  }

  private static StepReport step(ResultSet row) throws SQLException {
    Instant startedAt = startedAt(row);
    Timestamp end = row.getTimestamp("end_time");
    return new StepReport(
        row.getString("step_name"),
        stepState(row.getString("status"), row.getString("exit_code")),
        startedAt,
        end == null ? Duration.ZERO : Duration.between(startedAt, end.toInstant()),
        row.getLong("read_count"),
        row.getLong("write_count"),
        row.getString("exit_message") == null ? "" : row.getString("exit_message"));
  }

  private static StepReport.State stepState(String status, String exitCode) {
    return switch (status) {
      case "COMPLETED" ->
          exitCode.equals("NOOP") ? StepReport.State.DONE_BEFORE : StepReport.State.DONE;
      case "STOPPED" -> StepReport.State.STOPPED;
      case "STARTING", "STARTED", "STOPPING" -> StepReport.State.RUNNING;
      default -> StepReport.State.FAILED;
    };
  }

  private static Instant startedAt(ResultSet row) throws SQLException {
    Timestamp start = row.getTimestamp("start_time");
    return (start == null ? row.getTimestamp("create_time") : start).toInstant();
  }

  private Failure failure(SQLException e) {
    return JobFailure.of("the history of runs cannot be read", url, e);
  }

  @Override
  public void close() {
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }
}
