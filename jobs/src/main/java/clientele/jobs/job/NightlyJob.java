package clientele.jobs.job;

import clientele.etl.RunRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;

/** The night and the rebuild: one run for a business date. */
public final class NightlyJob {

  public static final String NAME = "nightly";

  /** Of a rebuild, of which a date may have any number. */
  public static final String REBUILD = "rebuild";

  static final List<String> NAMES = List.of(NAME, REBUILD);

  static final String DATE = "business_date";
  static final String SELECTION = "selection";
  static final String RUN_ID = "run_id";
  private static final String ALLOW_EMPTY = "allow_empty";

  private NightlyJob() {}

  /** What tells one night from another. */
  public static JobParameters identity(LocalDate date, Optional<String> selection) {
    JobParametersBuilder builder = new JobParametersBuilder().addLocalDate(DATE, date);
    selection.ifPresent(tables -> builder.addString(SELECTION, tables));
    return builder.toJobParameters();
  }

  /** What tells one night from another, and what is kept with it for the record. */
  public static JobParameters parameters(RunRequest request) {
    return new JobParametersBuilder(identity(request.asOf(), request.select()))
        .addString(RUN_ID, request.runId(), request.isRebuild())
        .addString(ALLOW_EMPTY, Boolean.toString(request.allowEmpty()), false)
        .toJobParameters();
  }

  static Job of(
      RunRequest request, JobRepository repository, List<RunJob.Part> parts, int sideBySide) {
    RunJob job = new RunJob(request.isRebuild() ? REBUILD : NAME, parts, sideBySide);
    job.setJobRepository(repository);
    job.registerJobExecutionListener(new JobEnding());
    return job;
  }
}
