package clientele.jobs.cli;

import clientele.failure.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command line, and turns whatever goes wrong into a message and an exit code. */
final class CommandRunner {

  private static final int USAGE = 2;
  private static final int BUG = 1;

  private final PrintWriter out;
  private final PrintWriter err;

  CommandRunner(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  int run(String... arguments) {
    Clientele clientele = new Clientele();
    CommandLine commandLine =
        new CommandLine(clientele)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionStrategy(
                parsed -> {
                  refuseFaults(parsed);
                  Logs.goTo(clientele.project());
                  return new CommandLine.RunLast().execute(parsed);
                })
            .setParameterExceptionHandler(
                (fault, given) -> {
                  boolean isJson = List.of(given).contains("--json");
                  return refuse(fault, isJson);
                })
            .setExecutionExceptionHandler(
                (thrown, command, parsed) -> fail(thrown, clientele.isJson()));
    collectFaults(commandLine);
    try {
      return commandLine.execute(arguments);
    } catch (Error thrown) {
      return fail(thrown, clientele.isJson());
    }
  }

  private static void collectFaults(CommandLine commandLine) {
    commandLine.getCommandSpec().parser().collectErrors(true);
    commandLine.getSubcommands().values().forEach(CommandRunner::collectFaults);
  }

  private static void refuseFaults(ParseResult parsed) {
    List<String> faults = new ArrayList<>();
    CommandLine last = parsed.commandSpec().commandLine();
    boolean isHelp = false;
    for (ParseResult each :
        parsed.asCommandLineList().stream().map(CommandLine::getParseResult).toList()) {
      each.errors().forEach(fault -> faults.add(message(fault)));
      isHelp |= each.isUsageHelpRequested() || each.isVersionHelpRequested();
      last = each.commandSpec().commandLine();
    }
    if (!faults.isEmpty() && !isHelp) {
      throw new ParameterException(last, String.join("\n", faults.stream().distinct().toList()));
    }
  }

  private static String message(Exception fault) {
    if (fault instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      return suggestions.isEmpty()
          ? fault.getMessage()
          : "%s; did you mean %s?".formatted(fault.getMessage(), String.join(" or ", suggestions));
    }
    return fault.getMessage();
  }

  private int refuse(ParameterException fault, boolean isJson) {
    if (isJson) {
      out.println(Json.text(outcome(USAGE, "usage", fault.getMessage())));
    } else {
      fault.getMessage().lines().forEach(line -> err.println("clientele: " + Terminal.safe(line)));
      err.println(
          "'%s --help' tells what can be given."
              .formatted(fault.getCommandLine().getCommandSpec().qualifiedName()));
    }
    return USAGE;
  }

  private int fail(Throwable thrown, boolean isJson) {
    if (thrown instanceof ParameterException fault) {
      return refuse(fault, isJson);
    }
    Logger log = LoggerFactory.getLogger(CommandRunner.class);
    log.error("command failed", thrown);
    String message;
    String kind;
    int exitCode;
    if (thrown instanceof Failure failure) {
      message = failure.getMessage();
      kind = failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      exitCode = failure.exitCode();
    } else {
      message =
          thrown instanceof OutOfMemoryError
              ? "Java's memory is full: give it more, such as CLIENTELE_JAVA_OPTIONS=-Xmx4g"
              : "this is a bug in clientele, please report it: " + thrown.getClass().getName();
      kind = thrown instanceof OutOfMemoryError ? "engine" : "bug";
      exitCode = BUG;
    }
    if (isJson) {
      out.println(Json.text(outcome(exitCode, kind, message)));
    }
    message.lines().forEach(line -> err.println("clientele: " + Terminal.safe(line)));
    if (exitCode == BUG) {
      err.println("clientele: more in " + Logs.file());
    }
    return exitCode;
  }

  private static Map<String, Object> outcome(int exitCode, String kind, String message) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("status", "failed");
    outcome.put("exit_code", exitCode);
    outcome.put("kind", kind);
    outcome.put("message", message);
    return outcome;
  }
}
