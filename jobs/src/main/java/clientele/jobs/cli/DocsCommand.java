package clientele.jobs.cli;

import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The data dictionary, from the contracts. */
@Command(
    name = "docs",
    description = "Writes the data dictionary as Markdown; with TABLE, shows its page.")
final class DocsCommand implements Callable<Integer> {

  @ParentCommand private Clientele clientele;

  @Parameters(arity = "0..1", paramLabel = "TABLE", description = "The table to show.")
  private Optional<String> table = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where the pages go; else docs/ in the folder of what is published.")
  private Optional<Path> target = Optional.empty();

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    Map<String, String> pages = Models.read(settings.project()).dictionary();
    if (table.isPresent()) {
      String page = pages.get(Models.dictionaryPage(table.get()));
      if (page == null || table.get().equals("index")) {
        throw new Failure.Settings(
            "there is no table '%s'; 'clientele docs' lists all".formatted(table.get()));
      }
      clientele.console().result(Map.of("table", table, "page", page), page.lines().toList());
      return 0;
    }
    Path folder =
        target.orElse(settings.path("published.location").resolve("docs")).toAbsolutePath();
    write(pages, folder);
    Path index = folder.resolve("index.md").normalize();
    clientele
        .console()
        .result(
            Map.of("status", "done", "index", index),
            List.of("Wrote %d pages: %s".formatted(pages.size(), index)));
    return 0;
  }

  private static void write(Map<String, String> pages, Path folder) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(folder.resolve(page.getKey()), page.getValue());
      }
    } catch (IOException e) {
      throw new Failure.Settings("the pages cannot be written to %s: %s".formatted(folder, e));
    }
  }
}
