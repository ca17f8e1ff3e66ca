package clientele.jobs.cli;

import clientele.etl.Warehouse;
import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The static site of the last publication. */
@Command(name = "report", description = "Tells where the report site of the last publication is.")
final class ReportCommand implements Callable<Integer>, QuickCommand {

  @ParentCommand private Clientele clientele;

  @Option(names = "--open", description = "Opens it in the browser.")
  private boolean isToBeOpened;

  @Override
  public Integer call() {
    Path page = Warehouse.site(clientele.settings()).resolve("index.html");
    if (Files.notExists(page)) {
      throw new Failure.Settings(
          "nothing is published yet: there is no %s. Run 'clientele run nightly' first"
              .formatted(page));
    }
    clientele.console().result(Map.of("page", page), List.of(page.toUri().toString()));
    if (isToBeOpened) {
      open(page);
    }
    return 0;
  }

  private static void open(Path page) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String opener = system.contains("mac") ? "open" : "xdg-open";
    try {
      new ProcessBuilder(opener, page.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new Failure.Settings(
          "the page cannot be opened from here, there is no '%s': open %s in a browser"
              .formatted(opener, page.toUri()));
    }
  }
}
