package clientele.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the program, in a distribution that lies in a folder with a blank. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX script")
class LauncherTest {

  private static final Path SCRIPT = Path.of("../clientele");

  @TempDir private Path folder;
  private Path launcher;

  @BeforeEach
  void makeDistribution() throws IOException {
    Path home = Files.createDirectories(folder.resolve("my programs/clientele"));
    launcher = Files.createDirectories(home.resolve("bin")).resolve("clientele");
    Files.copy(SCRIPT, launcher);
    Path jar = Files.createDirectories(home.resolve("lib")).resolve("jobs-1.0.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, testClassPath());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  private static String testClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }

  private record Answer(int exitCode, String text) {}

  private Answer run(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("LC_ALL");
    builder.environment().remove("LANG");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Answer(exitCode, Files.readString(output, StandardCharsets.UTF_8));
  }

  @Test
  void theProgramStartsFromAnyFolderAndThroughLinksWithItsArgumentsWhole() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);
    Path linkToLink = Files.createSymbolicLink(folder.resolve("link to link"), Path.of("link"));

    Answer answer = run(linkToLink, Map.of(), "init", "Bäckerei & Söhne $HOME");

    assertThat(answer.exitCode()).describedAs(answer.text()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("Bäckerei & Söhne $HOME").resolve("clientele.yml")).isRegularFile();
  }

  @Test
  void theExitCodeIsThatOfTheProgram() throws Exception {
    assertThat(run(launcher, Map.of(), "status").exitCode()).isEqualTo(2);
    assertThat(run(launcher, Map.of(), "--version").text()).contains("clientele", "Java");
  }

  @Test
  void aJavaHomeWithoutJavaIsRefused() throws Exception {
    Answer answer = run(launcher, Map.of("JAVA_HOME", "/no/such jdk"), "status");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.text()).contains("/no/such jdk", "JDK 17");
  }

  @Test
  void anOldJavaIsRefusedByItsVersion() throws Exception {
    for (String version : new String[] {"1.8.0_392", "11.0.2", "16", "9.0.4"}) {
      Path jdk = Files.createDirectories(folder.resolve("jdk " + version));
      Files.copy(Path.of("/bin/true"), Files.createDirectories(jdk.resolve("bin")).resolve("java"));
      Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));

      Answer answer = run(launcher, Map.of("JAVA_HOME", jdk.toString()), "status");

      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(answer.text()).contains("is Java " + version.replace("_392", ""), "Java 17");
    }
  }

  @Test
  void aDistributionWithoutItsProgramSaysSo() throws Exception {
    Files.delete(folder.resolve("my programs/clientele/lib/jobs-1.0.jar"));

    Answer answer = run(launcher, Map.of(), "status");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.text()).contains("no program in", "unpack the distribution again");
  }
}
