package clientele.jobs.cli;

import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.etl.store.Lease;
import clientele.etl.store.Maintained;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Expires and sweeps; no night runs meanwhile. */
@Command(
    name = "maintain",
    description =
        "Forgets all publications but the newest (warehouse.kept_publications), and deletes the"
            + " files that nothing refers to. Readers are not disturbed; no night runs meanwhile.")
final class MaintainCommand implements Callable<Integer> {

  @ParentCommand private RunCommand run;

  @Override
  public Integer call() {
    Settings settings = run.clientele().settings();
    InstantSource clock = Clock.system();
    Maintained maintained;
    try (Lease lease = Lease.acquire(Warehouse.location(settings), clock);
        Warehouse warehouse = Warehouse.open(settings, clock)) {
      maintained = warehouse.maintain();
      lease.confirm();
    }
    run.clientele().console().result(maintained, List.of(line(maintained)));
    return 0;
  }

  private static String line(Maintained maintained) {
    return "%,d publications and %,d snapshots forgotten, %,d files deleted, %,.1f MB"
        .formatted(
            maintained.publications(),
            maintained.snapshots(),
            maintained.files(),
            maintained.bytes() / 1e6);
  }
}
