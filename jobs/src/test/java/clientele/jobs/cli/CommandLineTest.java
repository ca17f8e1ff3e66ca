package clientele.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

  @TempDir private Path folder;

  @Test
  void everyFaultOfACommandLineIsToldAtOnceWithAHint() {
    Cli cli = Cli.run("run", "nightly", "--dat", "2026-03-31", "--json=maybe");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err())
        .contains("--dat", "--date")
        .contains("maybe")
        .contains("'clientele run nightly --help'");
  }

  @Test
  void anUnknownCommandIsRefusedWithTheOneThatWasMeant() {
    Cli cli = Cli.run("statu");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("'statu'", "did you mean", "status");
  }

  @Test
  void aDateThatIsNoneIsRefusedWithTheWayToWriteIt() {
    Cli cli = Cli.run("run", "nightly", "--date", "2011-13-09");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("'2011-13-09' is no date; write YYYY-MM-DD");
  }

  @Test
  void aNewExampleTellsOnlyOfFilesThatAreThere() {
    Cli retail = Cli.run("init", folder.resolve("retail").toString(), "--example", "online-retail");
    Cli rental = Cli.run("init", folder.resolve("rental").toString(), "--example", "sakila");

    assertThat(retail.out()).contains("retail/data/README.md");
    assertThat(folder.resolve("retail/data/README.md")).exists();
    assertThat(rental.out()).contains("Next: 'clientele doctor").doesNotContain("README");
  }

  @Test
  void helpTellsTheExitCodes() {
    Cli cli = Cli.run("--help");

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).contains("nightly", "130", "another run holds the lock");
  }

  @Test
  void aFolderThatIsNoProjectIsRefused() {
    Cli cli = Cli.run("status", "--project", folder.toString());

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains(folder.toString(), "clientele.yml", "clientele init");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withJsonThereIsOneValueOnStandardOutputAndNothingElse() throws IOException {
    Cli refused = Cli.run("status", "--json", "--project", folder.toString());

    JsonNode value = new ObjectMapper().readTree(refused.out());
    assertThat(value.get("exit_code").asInt()).isEqualTo(2);
    assertThat(value.get("kind").asText()).isEqualTo("settings");
    assertThat(value.get("message").asText()).contains("clientele.yml");
  }

  @Test
  void aNewProjectHasNothingPublishedAndLooksAtNothing() throws IOException {
    Path project = folder.resolve("new project");
    assertThat(Cli.run("init", project.toString()).exitCode()).isZero();
    assertThat(project.resolve(".gitignore")).isRegularFile();

    Cli status = Cli.run("status", "--json", "--project", project.toString());

    assertThat(status.exitCode()).isZero();
    JsonNode value = new ObjectMapper().readTree(status.out());
    assertThat(value.get("published").isNull()).isTrue();
    assertThat(value.get("last_run").isNull()).isTrue();
    assertThat(project.resolve("warehouse")).doesNotExist();
    assertThat(Cli.run("runs", "--project", project.toString()).out()).contains("Nothing has run");
    assertThat(Cli.run("runs", "7", "--project", project.toString()).err()).contains("no run 7");
  }

  @Test
  void initNeverWritesIntoAFolderThatHasSomethingInIt() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "Dear Anna");

    Cli cli = Cli.run("init", folder.toString());

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains(folder.toString());
    assertThat(folder.resolve("clientele.yml")).doesNotExist();
  }

  @Test
  void anUnknownExampleIsRefusedWithThoseThereAre() {
    Cli cli = Cli.run("init", folder.resolve("p").toString(), "--example", "sakilla");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("sakilla", "online-retail", "sakila");
  }

  @Test
  void faultsOfTheSettingsAreToldAllAtOnce() throws IOException {
    Files.writeString(folder.resolve("clientele.yml"), "nam: x\ntime_zone: Mars/Crater\n");

    Cli cli = Cli.run("status", "--project", folder.toString(), "--engine", "oracle");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("nam", "Mars/Crater", "oracle");
  }

  @Test
  void aDateThatHasNotComeIsRefused() throws IOException {
    Files.writeString(folder.resolve("clientele.yml"), "");
    LocalDate later = LocalDate.now(ZoneOffset.UTC).plusDays(3);

    Cli cli = Cli.run("run", "nightly", "--date", later.toString(), "--project", folder.toString());

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains(later.toString(), "today");
  }

  @Test
  void sqlAsOfARunThatNeverWasSaysSo() throws IOException {
    Files.writeString(folder.resolve("clientele.yml"), "");

    Cli byNumber = Cli.run("sql", "select 1", "--as-of-run", "7", "--project", folder.toString());
    Cli byName =
        Cli.run("sql", "select 1", "--as-of-run", "nightly-1", "--project", folder.toString());

    assertThat(byNumber.exitCode()).isEqualTo(2);
    assertThat(byNumber.err()).contains("no run 7", "clientele runs");
    assertThat(byName.exitCode()).isEqualTo(2);
    assertThat(byName.err()).contains("nothing is published yet");
  }

  @Test
  void sqlBeforeAnythingIsPublishedSaysSo() throws IOException {
    Files.writeString(folder.resolve("clientele.yml"), "");

    Cli cli = Cli.run("sql", "select 1", "--project", folder.toString());

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("nothing is published yet");
  }
}
