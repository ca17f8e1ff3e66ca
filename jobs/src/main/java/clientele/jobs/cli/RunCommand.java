package clientele.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The runs there are, as commands below it. */
@Command(
    name = "run",
    description = "Runs a job: nightly, backfill, rebuild or maintain.",
    subcommands = {
      NightlyCommand.class,
      BackfillCommand.class,
      RebuildCommand.class,
      MaintainCommand.class
    },
    synopsisSubcommandLabel = "JOB")
final class RunCommand implements Runnable {

  @ParentCommand private Clientele clientele;
  @Spec private CommandSpec spec;

  Clientele clientele() {
    return clientele;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name the job: run nightly --date YYYY-MM-DD, run backfill, run rebuild, or run maintain");
  }
}
