package clientele.jobs.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command line, and turns whatever goes wrong into a message and an exit code. */
final class CommandRunner {

  private final PrintWriter out;
  private final PrintWriter err;
  private final Clientele clientele = new Clientele();

  CommandRunner(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  int run(String... arguments) {
    CommandLine commandLine =
        new CommandLine(clientele)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(LocalDate.class, CommandRunner::date)
            .setExecutionStrategy(this::execute)
            .setParameterExceptionHandler((fault, given) -> refuse(fault, List.of(given)))
            .setExecutionExceptionHandler((thrown, command, parsed) -> fail(thrown));
    collectFaults(commandLine);
    try {
      return commandLine.execute(arguments);
    } catch (Error thrown) {
      return fail(thrown);
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'%s' is no date; write YYYY-MM-DD".formatted(text));
    }
  }

  /** Makes the parser go on after a fault, so that all of them are told. */
  private static void collectFaults(CommandLine commandLine) {
    commandLine.getCommandSpec().parser().collectErrors(true);
    commandLine.getSubcommands().values().forEach(CommandRunner::collectFaults);
  }

  private int execute(ParseResult parsed) {
    List<CommandLine> commands = parsed.asCommandLineList();
    CommandLine command = commands.get(commands.size() - 1);
    List<ParseResult> results = commands.stream().map(CommandLine::getParseResult).toList();
    List<String> faults = new ArrayList<>();
    results.forEach(result -> result.errors().forEach(fault -> faults.add(message(fault))));
    boolean isHelpAsked =
        results.stream()
            .anyMatch(result -> result.isUsageHelpRequested() || result.isVersionHelpRequested());
    if (!faults.isEmpty() && !isHelpAsked) {
      throw new ParameterException(command, String.join("\n", faults.stream().distinct().toList()));
    }
    if (command.getCommand() instanceof QuickCommand) {
      Logs.goNowhere();
    } else {
      Logs.goTo(clientele.project());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static String message(Exception fault) {
    if (fault instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return "%s; did you mean %s?"
          .formatted(fault.getMessage(), String.join(" or ", unmatched.getSuggestions()));
    }
    return fault.getMessage();
  }

  private int refuse(ParameterException fault, List<String> arguments) {
    Console console = new Console(out, err, arguments.contains("--json"));
    FailureReport.usage(fault.getMessage()).show(console);
    console.note(
        "'%s --help' tells what can be given."
            .formatted(fault.getCommandLine().getCommandSpec().qualifiedName()));
    return FailureReport.USAGE;
  }

  private int fail(Throwable thrown) {
    FailureReport report = FailureReport.of(thrown);
    report.log(thrown);
    report.show(clientele.console());
    return report.exitCode();
  }
}
