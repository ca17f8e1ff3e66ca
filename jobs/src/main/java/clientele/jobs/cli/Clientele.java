package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.jobs.launch.SparkProcess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all others, with the options that every command has. */
@Command(
    name = "clientele",
    description =
        "The analytical half of a CRM: who the valuable customers are, what each will need"
            + " next, and whether the campaigns worked.",
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      DoctorCommand.class,
      PlanCommand.class,
      RunCommand.class,
      StatusCommand.class,
      RunsCommand.class,
      CheckCommand.class,
      QuarantineCommand.class,
      SqlCommand.class,
      ReportCommand.class,
      SegmentsCommand.class,
      DeliverCommand.class,
      DocsCommand.class,
      CompareCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or it was done already",
      "1:a bug in clientele, or the machine failed",
      "2:settings or usage; all faults are listed",
      "3:a source cannot be reached: try again later",
      "4:checks failed; the previous publication stays",
      "5:another run holds the lock: try again later",
      "6:outcome unknown; the message says where to look",
      "130:interrupted; the same command goes on where it stopped"
    })
final class Clientele {

  @Spec private CommandSpec spec;

  @Option(
      names = "--project",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The project's folder; else the one you are in.")
  private Path project = Path.of("");

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Results as JSON on standard output, and nothing else there.")
  private boolean isJson;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "duckdb or spark, instead of the project's own.")
  private Optional<String> engine = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "A setting, instead of the project's own; may be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  boolean isJson() {
    return isJson;
  }

  Path project() {
    return project.toAbsolutePath().normalize();
  }

  /** The project's settings with those of the command line on top. */
  Settings settings() {
    return settings(project());
  }

  Settings settings(Path folder) {
    Map<String, String> all = new LinkedHashMap<>(overrides);
    engine.ifPresent(name -> all.put("engine", name));
    return Settings.read(folder, all, System.getenv());
  }

  Console console() {
    return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), isJson);
  }

  /** Whether this command's engine is Spark, which this process does not have. */
  boolean needsSpark(Settings settings) {
    return settings.text("engine").equals("spark") && !SparkProcess.isHere();
  }

  /** Runs the same command line in a process that has Spark, and returns its exit code. */
  int runWithSpark(Settings settings) {
    return SparkProcess.run(
        Main.class.getName(),
        settings.text("spark.driver_memory"),
        spec.commandLine().getParseResult().originalArgs());
  }
}
