package clientele.etl.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path project;

  private Settings read(String text, Map<String, String> overrides, Map<String, String> environment)
      throws IOException {
    Files.writeString(project.resolve("clientele.yml"), text);
    return Settings.read(project, overrides, environment);
  }

  @Test
  void whatAProjectDoesNotSayHasItsDefault() throws IOException {
    Settings settings = read("name: Mill & Co\n", Map.of(), Map.of());

    assertThat(settings.text("name")).isEqualTo("Mill & Co");
    assertThat(settings.text("engine")).isEqualTo("duckdb");
    assertThat(settings.path("warehouse.location"))
        .isEqualTo(project.toAbsolutePath().resolve("warehouse"));
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    engin: spark
                    currency: EURO
                    duckdb:
                      threads: many
                      memory: 4GB
                    privacy: {key: "${PII_KEY}"}
                    """,
                    Map.of("language", "fr"),
                    Map.of()))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("clientele.yml:1: unknown setting 'engin'; did you mean 'engine'?")
        .hasMessageContaining("'currency' is an ISO code such as EUR, found 'EURO'")
        .hasMessageContaining("clientele.yml:4: 'duckdb.threads' is a whole number, found 'many'")
        .hasMessageContaining("clientele.yml:5: unknown setting 'duckdb.memory'")
        .hasMessageContaining("environment variable PII_KEY is not set")
        .hasMessageContaining("'language' is 'fr'");
  }

  @Test
  void anOffsetIsNoTimeZoneOfABusiness() {
    for (String offset : List.of("+03:00", "GMT+3", "UTC+03:00", "Z")) {
      assertThatThrownBy(() -> read("time_zone: \"%s\"\n".formatted(offset), Map.of(), Map.of()))
          .isInstanceOf(Failure.Settings.class)
          .hasMessageContaining("'time_zone'")
          .hasMessageContaining("Etc/GMT-3")
          .hasMessageContaining("found '%s'".formatted(offset));
    }
  }

  @Test
  void theCommandLineWinsOverTheFile() throws IOException {
    Settings settings = read("engine: duckdb\n", Map.of("engine", "spark"), Map.of());

    assertThat(settings.text("engine")).isEqualTo("spark");
  }

  @Test
  void modelsSeeValuesUnderFlatNamesButNoSecrets() throws IOException {
    Settings settings =
        read("privacy: {key: \"${PII_KEY}\"}\n", Map.of(), Map.of("PII_KEY", "s3cret"));

    assertThat(settings.text("privacy.key")).isEqualTo("s3cret");
    assertThat(settings.parameters()).containsKey("limits_quarantined_share");
    assertThat(settings.parameters().toString()).doesNotContain("s3cret");
  }

  @Test
  void aFolderWithoutTheFileIsNoProject() {
    assertThatThrownBy(() -> Settings.read(project, Map.of(), Map.of()))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("clientele init");
  }
}
