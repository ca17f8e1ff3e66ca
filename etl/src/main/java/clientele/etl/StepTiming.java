package clientele.etl;

import java.time.Instant;

/** When a step of a run was done, by whichever attempt did it, and its rows. */
public record StepTiming(
    String step, Step.Kind kind, Instant startedAt, Instant endedAt, long read, long written) {}
