package clientele.etl.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

  private static final List<String> PAGES =
      List.of(
          "index.html",
          "value.html",
          "segments.html",
          "cross-sell.html",
          "campaigns.html",
          "run.html");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void publishNothing() {
    file = EmptyPublication.write(folder);
  }

  private String page(String name, String language, String company) throws IOException {
    Path site = folder.resolve("site");
    new Site(file, company, new Words(language, "EUR")).write(site);
    return Files.readString(site.resolve(name));
  }

  @Test
  void aPageWithoutDataSaysWhichEntityWouldBringIt() throws IOException {
    assertThat(page("campaigns.html", "en", "Mill & Co"))
        .contains("A source that feeds campaign and campaign_member");
    assertThat(page("index.html", "ru", "Mill & Co")).contains("order_line");
  }

  @Test
  void aHostileNameIsEscapedOnEveryPage() throws IOException {
    String name = "Mill & Co <script>alert(1)</script> \"'";
    for (String page : PAGES) {
      assertThat(page(page, "en", name))
          .doesNotContain("<script>alert")
          .contains("Mill &amp; Co &lt;script&gt;alert(1)");
    }
  }

  @Test
  void noPageAsksTheNetwork() throws IOException {
    for (String page : PAGES) {
      assertThat(page(page, "en", "Mill & Co"))
          .doesNotContain("http://")
          .doesNotContain("https://");
    }
  }

  @Test
  void aSecondSiteTakesThePlaceOfTheFirst() throws IOException {
    page("index.html", "en", "Mill & Co");
    assertThat(page("index.html", "en", "Mill & Sons")).contains("Mill &amp; Sons");
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("clientele.duckdb", "site");
    }
  }

  @Test
  void aReaderFindsAPageAndAllThatItNeedsWhileTheSiteIsWrittenAnew() throws Exception {
    page("index.html", "en", "Mill & Co");
    AtomicBoolean isDone = new AtomicBoolean();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(
            () -> {
              int looks = 0;
              while (!isDone.get() || looks == 0) {
                assertThat(missing(folder.resolve("site"))).isEmpty();
                looks++;
              }
              return looks;
            });
    for (int i = 0; i < 2; i++) {
      page("index.html", "en", "Mill & Sons");
    }
    isDone.set(true);
    assertThat(reader.get(1, TimeUnit.MINUTES)).isPositive();
  }

  @Test
  void onlyWhatThePagesAndThoseBeforeThemUseIsKept() throws IOException {
    page("index.html", "en", "Mill & Co");
    Set<String> first = entries();
    page("index.html", "en", "Mill & Co");
    assertThat(entries()).containsAll(first).hasSize(first.size() + 1);
    Files.createDirectory(folder.resolve("site/assets-of-a-killed-run"));
    page("index.html", "en", "Mill & Co");
    assertThat(entries()).doesNotContainAnyElementsOf(assets(first)).hasSize(first.size() + 1);
  }

  private Set<String> entries() throws IOException {
    try (var entries = Files.list(folder.resolve("site"))) {
      return entries.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static List<String> assets(Set<String> entries) {
    return entries.stream().filter(name -> name.startsWith("assets-")).toList();
  }

  /** Files that the front page names and that are not there. */
  private static List<String> missing(Path site) {
    try {
      return Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
          .matcher(Files.readString(site.resolve("index.html")))
          .results()
          .map(match -> match.group(1))
          .filter(name -> !Files.exists(site.resolve(name)))
          .toList();
    } catch (IOException e) {
      return List.of(e.toString());
    }
  }

  @Test
  void bothLanguagesHaveTheSameTexts() throws IOException {
    assertThat(keys("ru")).isEqualTo(keys("en"));
  }

  private static Object keys(String language) throws IOException {
    try (InputStream stream =
        Site.class.getResourceAsStream("/site/messages_" + language + ".properties")) {
      Properties texts = new Properties();
      texts.load(stream);
      return texts.stringPropertyNames();
    }
  }
}
