package clientele.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a project. */
@Command(
    name = "init",
    description = "Makes a new project: settings, sources, models, with comments that explain.")
final class InitCommand implements Callable<Integer> {

  @ParentCommand private Clientele clientele;

  @Parameters(paramLabel = "DIR", description = "The project's folder, empty or not there yet.")
  private Path folder;

  @Option(
      names = "--example",
      paramLabel = "NAME",
      description = "A project that is ready for known data; a wrong name lists those there are.")
  private Optional<String> example = Optional.empty();

  @Override
  public Integer call() {
    Path project = folder.toAbsolutePath().normalize();
    NewProject.write(example, project);
    List<String> lines = new ArrayList<>();
    lines.add("Made the project %s".formatted(project));
    lines.add("  clientele.yml   settings; what it does not say has a default");
    lines.add("  sources/        where rows come from");
    lines.add("  models/         tables of your own");
    lines.add("  data/           files to load");
    lines.add(
        "Next: %s'clientele doctor --project \"%s\"' says what is missing"
            .formatted(firstStep(project), project));
    clientele.console().result(Map.of("status", "done", "project", project), lines);
    return 0;
  }

  private String firstStep(Path project) {
    Path data = project.resolve("data/README.md");
    if (example.isEmpty()) {
      return "describe a source in sources/, then ";
    }
    return Files.exists(data) ? "put the data where %s says, then ".formatted(data) : "";
  }
}
