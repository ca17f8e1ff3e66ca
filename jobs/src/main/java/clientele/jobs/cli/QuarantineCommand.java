package clientele.jobs.cli;

import clientele.etl.Quarantine;
import clientele.etl.Quarantine.Fault;
import clientele.etl.Quarantine.Reason;
import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.etl.store.QuarantineDecision;
import clientele.etl.store.QuarantineDecision.Kind;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Rows that could not be used, and what becomes of them. */
@Command(
    name = "quarantine",
    description =
        "Rows that could not be used, by reason, as last published. It shows values in clear. Where"
            + " a mapping is mended, the rows come in by themselves on the next night.")
final class QuarantineCommand implements Callable<Integer> {

  @ParentCommand private Clientele clientele;

  @Option(names = "--faults", description = "One by one, with the names that the others take.")
  private boolean isOneByOne;

  @Option(names = "--decisions", description = "What was released and dismissed, by whom and why.")
  private boolean isDecisions;

  @Option(names = "--table", paramLabel = "TABLE", description = "Only of this table.")
  private String table = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many faults to list one by one (${DEFAULT-VALUE}).")
  private int limit;

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      Quarantine quarantine = warehouse.quarantine();
      if (isDecisions) {
        List<QuarantineDecision> decisions =
            quarantine.decisions().stream()
                .filter(decision -> isWanted().test(decision.fault().table()))
                .toList();
        clientele
            .console()
            .result(decisions, lines(decisions, ZoneId.of(settings.text("time_zone"))));
      } else if (isOneByOne) {
        List<Fault> faults =
            quarantine.faults().stream()
                .filter(fault -> isWanted().test(fault.tableName()))
                .toList();
        clientele.console().result(faults.stream().limit(limit).toList(), faultLines(faults));
      } else {
        List<Reason> reasons =
            quarantine.reasons().stream()
                .filter(reason -> isWanted().test(reason.tableName()))
                .toList();
        clientele.console().result(reasons, reasonLines(reasons));
      }
    }
    return 0;
  }

  private Predicate<String> isWanted() {
    return name -> table.isEmpty() || name.equals(table);
  }

  private static List<String> reasonLines(List<Reason> reasons) {
    if (reasons.isEmpty()) {
      return List.of("Nothing is in quarantine");
    }
    Grid grid =
        new Grid("rows", "status", "stage", "table", "column", "rule", "such as", "value", "fault");
    for (Reason reason : reasons) {
      grid.add(
          Words.count(reason.rowCount()),
          reason.status(),
          reason.stage(),
          reason.source() + "." + reason.tableName(),
          reason.columnName(),
          reason.rule(),
          reason.sampleKey(),
          reason.sampleValue(),
          reason.sampleFaultId());
    }
    return grid.lines();
  }

  private List<String> faultLines(List<Fault> faults) {
    Grid grid = new Grid("fault", "status", "table", "key", "column", "value", "rule", "since");
    for (Fault fault : faults.stream().limit(limit).toList()) {
      grid.add(
          fault.faultId(),
          fault.status(),
          fault.source() + "." + fault.tableName(),
          fault.naturalKey(),
          fault.columnName(),
          fault.value(),
          fault.rule(),
          fault.asOfDate().toString());
    }
    List<String> lines = new ArrayList<>(grid.lines());
    if (faults.size() > limit) {
      lines.add("%s of %s; --limit shows more".formatted(limit, Words.count(faults.size())));
    }
    return lines;
  }

  private static List<String> lines(List<QuarantineDecision> decisions, ZoneId zone) {
    Grid grid = new Grid("fault", "decision", "table", "key", "column", "rule", "by", "at", "note");
    for (QuarantineDecision decision : decisions) {
      grid.add(
          decision.faultId(),
          decision.kind().name().toLowerCase(Locale.ROOT),
          decision.fault().source() + "." + decision.fault().table(),
          decision.fault().naturalKey(),
          decision.fault().column(),
          decision.fault().rule(),
          decision.decidedBy(),
          Words.moment(decision.decidedAt(), zone),
          decision.note());
    }
    return grid.lines();
  }

  @Command(
      name = "release",
      description =
          "Lets rows in on the next night, each without the value that its column cannot hold.")
  int release(
      @Parameters(paramLabel = "FAULT", arity = "1..*") List<String> faults,
      @Option(names = "--note", required = true, paramLabel = "WHY") String note) {
    return decide(Kind.RELEASED, faults, note);
  }

  @Command(name = "dismiss", description = "Says that rows stay out and need nobody any more.")
  int dismiss(
      @Parameters(paramLabel = "FAULT", arity = "1..*") List<String> faults,
      @Option(names = "--note", required = true, paramLabel = "WHY") String note) {
    return decide(Kind.DISMISSED, faults, note);
  }

  @Command(name = "reopen", description = "Takes a release or a dismissal back.")
  int reopen(
      @Parameters(paramLabel = "FAULT", arity = "1..*") List<String> faults,
      @Option(names = "--note", required = true, paramLabel = "WHY") String note) {
    return decide(Kind.REOPENED, faults, note);
  }

  private int decide(Kind kind, List<String> faults, String note) {
    InstantSource clock = InstantSource.system();
    try (Warehouse warehouse = Warehouse.open(clientele.settings(), clock)) {
      List<QuarantineDecision> decisions =
          warehouse
              .quarantine()
              .decide(kind, faults, note, System.getProperty("user.name"), clock.instant());
      clientele
          .console()
          .result(
              decisions,
              List.of(
                  "%s %s; the next night heeds it"
                      .formatted(
                          Words.count(decisions.size()), kind.name().toLowerCase(Locale.ROOT))));
    }
    return 0;
  }
}
