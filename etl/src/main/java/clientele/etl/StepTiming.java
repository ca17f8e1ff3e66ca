package clientele.etl;

import java.time.Instant;

/**
 * When a step of a run was done, by whichever attempt did it, and its rows.
 *
 * @param position its place among the run's steps, from 1
 */
public record StepTiming(
    int position,
    String step,
    Step.Kind kind,
    Instant startedAt,
    Instant endedAt,
    long read,
    long written) {}
