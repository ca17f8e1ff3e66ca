package clientele.jobs.launch;

import clientele.etl.Warehouse;
import clientele.etl.engine.Engines;
import clientele.etl.extract.SourceTest;
import clientele.etl.settings.Settings;
import clientele.etl.store.Lease;
import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tries everything that a night of a project needs, and goes on after what is not well. */
public final class Examination {

  private static final long LITTLE_SPACE = 1L << 30;

  private final Settings settings;
  private final List<Finding> findings = new ArrayList<>();

  /** Settings that could be read are well already. */
  public Examination(Settings settings) {
    this.settings = settings;
  }

  public List<Finding> findings() {
    findings.add(
        Finding.ok("java", "%s, %s".formatted(System.getProperty("java.version"), memory())));
    findings.add(Finding.ok("settings", settings.project().resolve(Settings.FILE).toString()));
    examineFolder("warehouse.location");
    examineFolder("published.location");
    examine("metadata database", this::lease);
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      examine("models", () -> warehouse.models().inOrder().size() + " models");
      examine("engine " + settings.text("engine"), this::engine);
      examineSources(warehouse);
    } catch (Failure failure) {
      findings.add(Finding.bad("warehouse", failure.getMessage()));
    }
    return List.copyOf(findings);
  }

  private void examine(String what, Supplier<String> trial) {
    try {
      findings.add(Finding.ok(what, trial.get()));
    } catch (Failure failure) {
      findings.add(Finding.bad(what, failure.getMessage()));
    }
  }

  private void examineFolder(String key) {
    Path folder = settings.path(key);
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".doctor", ""));
      long free = Files.getFileStore(folder).getUsableSpace();
      String space = "%s, %,d MB free".formatted(folder, free >> 20);
      findings.add(
          free < LITTLE_SPACE
              ? Finding.bad(key, space + ": make room, or name another folder")
              : Finding.ok(key, space));
    } catch (IOException e) {
      findings.add(
          Finding.bad(
              key,
              "%s cannot be written: %s. Give this user the right to, or name another folder"
                  .formatted(folder, e)));
    }
  }

  private String lease() {
    return Lease.holder(Warehouse.location(settings), InstantSource.system())
        .map(holder -> "a run is under way: " + holder)
        .orElse("no run is under way");
  }

  private String engine() {
    Engines.open(settings.text("engine"), Warehouse.engineSettings(settings, "doctor")).close();
    return "starts";
  }

  private void examineSources(Warehouse warehouse) {
    try {
      if (warehouse.sources().isEmpty()) {
        findings.add(
            Finding.bad(
                "sources", "there are none; see sources/README.md for how to describe one"));
      }
      for (SourceTest test : warehouse.testSources()) {
        String what = "source %s.%s".formatted(test.source(), test.table());
        findings.add(new Finding(what, test.isOk(), true, test.message()));
      }
    } catch (Failure failure) {
      findings.add(Finding.bad("sources", failure.getMessage()));
    }
  }

  private static String memory() {
    return "%,d MB of memory for Java".formatted(Runtime.getRuntime().maxMemory() >> 20);
  }
}
