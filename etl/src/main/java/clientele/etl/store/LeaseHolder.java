package clientele.etl.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Who holds the lease.
 *
 * @param owner made up for every lease
 * @param host for messages
 * @param machine tells apart where process ids mean the same: a boot of a machine, and the
 *     container
 */
record LeaseHolder(
    String owner,
    String host,
    String machine,
    long processId,
    Instant processStartedAt,
    Instant acquiredAt,
    Instant heartbeatAt) {

  /** A holder not heard of for so long is taken for dead, wherever it runs. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  // Linux reckons a process's start from the boot time, which the clock's corrections move a
  // little.
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  static LeaseHolder thisProcess(Instant now) {
    ProcessHandle process = ProcessHandle.current();
    Instant moment = now.truncatedTo(ChronoUnit.MICROS);
    return new LeaseHolder(
        UUID.randomUUID().toString(),
        hostName(),
        machineHere(),
        process.pid(),
        startOf(process),
        moment,
        moment);
  }

  boolean isAbandoned(Instant now, String machineHere) {
    return isSilent(now) || (machine.equals(machineHere) && !isAlive());
  }

  private boolean isSilent(Instant now) {
    return Duration.between(heartbeatAt, now).compareTo(SILENCE) > 0;
  }

  private boolean isAlive() {
    return ProcessHandle.of(processId)
        .filter(ProcessHandle::isAlive)
        .map(LeaseHolder::startOf)
        .map(start -> Duration.between(start, processStartedAt).abs())
        .map(difference -> difference.compareTo(START_TOLERANCE) <= 0)
        .orElse(false);
  }

  String describe(Instant now) {
    return "process %d on %s has held it since %s, last heard of %d s ago"
        .formatted(
            processId,
            host,
            acquiredAt,
            Math.max(0, Duration.between(heartbeatAt, now).toSeconds()));
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }

  static String machineHere() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException notLinux) {
      return hostName();
    }
  }
}
