package clientele.etl.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published page as a browser shows it, by what a reader does with it. */
class SiteInBrowserTest {

  private static final List<String> FILLED =
      List.of(
          "rpt_campaign_effect",
          "rpt_campaign_funnel",
          "rpt_contact_pressure",
          "rpt_contact_answer");

  private static final String PUBLISHED =
      """
      insert into rpt_campaign_effect (as_of_date, campaign_id, campaign_name, arm, metric, verdict_kind, verdict,
        absolute_effect, absolute_low, absolute_high, q, people_treatment, people_control, people_in_window,
        is_window_finished, incremental_total, attributed_total, cost)
      values
        ('2026-03-31', 'a', 'Autumn', 'letter', 'revenue', 'more', 'more', 2.5, 1, 4, 0.01, 1000, 900, 0, true, 2500, 9000, 300),
        ('2026-03-31', 'b', '=Spring <i>sale</i>', 'letter', 'revenue', 'no_effect_found', 'none', 0.3, -1, 1.6, 0.6, 20, 18, 0, true, 6, 80, 10),
        ('2026-03-31', 'c', 'Winter', 'card', 'revenue', 'less', 'less', -1.25, -2, -0.5, 0.02, 300, 290, 0, true, -375, 700, 90);
      insert into rpt_campaign_funnel (as_of_date, campaign_id, campaign_name, arm, is_control, position, stage, people, share_of_assigned)
      values
        ('2026-03-31', 'a', 'Autumn', 'letter', false, 1, 'assigned', 1000, 1),
        ('2026-03-31', 'a', 'Autumn', 'letter', false, 7, 'ordered', 40, 0.04),
        ('2026-03-31', 'c', 'Winter', 'card', false, 1, 'assigned', 300, 1);
      insert into rpt_contact_pressure (as_of_date, channel, contacts, is_or_more, window_days, people, people_share)
      values ('2026-03-31', '(all)', 0, false, 30, 75, 0.75), ('2026-03-31', '(all)', 5, true, 30, 25, 0.25);
      insert into rpt_contact_answer (as_of_date, channel, metric, contacts_before, is_or_more, contacts, people, answers,
        answered_share, answered_low, answered_high, verdict_kind, verdict)
      values
        ('2026-03-31', 'email', 'opened', 0, false, 100, 90, 30, 0.3, 0.2, 0.4, 'observed_fall', 'observational'),
        ('2026-03-31', 'email', 'opened', 1, false, 50, 40, 10, 0.2, 0.1, 0.3, 'observed_fall', 'observational');
      """;

  /** Faults are gathered before the page's own scripts run. */
  private static final String BEFORE =
      """
      <script>
      window.faults = [];
      window.addEventListener('error', (event) => window.faults.push(String(event.message)));
      console.error = (...parts) => window.faults.push(parts.map(String).join(' '));
      </script>
      """;

  private static final String AFTER =
      """
      <script>
      const verdicts = document.querySelector('[data-table="verdicts"]');
      const cells = (column) => [...verdicts.querySelectorAll('tbody tr')].map((row) => row.cells[column].textContent);
      const heads = [...verdicts.querySelectorAll('th')];
      const column = heads.findIndex((head) => head.textContent === 'Effect per person');
      const seen = { heads: heads.map((head) => head.textContent), order: cells(0), words: cells(1), money: cells(column) };
      heads[column].firstChild.click();
      seen.down = cells(0);
      seen.downSaid = heads[column].getAttribute('aria-sort');
      heads[column].firstChild.click();
      seen.up = cells(0);
      seen.upSaid = heads[column].getAttribute('aria-sort');
      const filter = verdicts.querySelector('input');
      const type = (text) => { filter.value = text; filter.dispatchEvent(new Event('input')); };
      type('WINTER');
      seen.filtered = cells(0);
      type('');
      seen.unfiltered = cells(0).length;
      const details = document.querySelector('#funnel details');
      seen.folded = !details.open;
      details.querySelector('summary').click();
      seen.unfolded = details.open && details.querySelector('table').offsetHeight > 0;
      seen.pictures = [...document.querySelectorAll('[data-drawn]')].map((place) => place.dataset.chart);
      seen.painted = [...document.querySelectorAll('[data-drawn]')].every((place) => place.querySelector('canvas').width > 100);
      seen.choices = [...document.querySelectorAll('.choice option')].map((option) => option.value);
      seen.chosen = document.querySelector('.choice strong').textContent;
      const choice = document.querySelector('.choice select');
      choice.value = 'Winter';
      choice.dispatchEvent(new Event('change'));
      const blob = [];
      URL.createObjectURL = (file) => { blob.push(file); return 'about:blank#'; };
      HTMLAnchorElement.prototype.click = () => {};
      [...verdicts.querySelectorAll('button')].find((button) => button.textContent === 'Download CSV').click();
      window.addEventListener('hashchange', () => blob[0].text().then((text) => {
        seen.rechosen = document.querySelector('.choice strong').textContent;
        seen.csv = text;
        seen.faults = window.faults;
        document.body.append(Object.assign(document.createElement('pre'), { id: 'seen', textContent: btoa(unescape(encodeURIComponent(JSON.stringify(seen)))) }));
      }));
      </script>
      </body>
      """;

  @TempDir Path folder;

  @Test
  void aReaderSortsFiltersUnfoldsChoosesAndDownloads() throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "skipped: no chromium or google-chrome on the path");

    JsonNode seen = seen(browser.orElseThrow(), written());

    assertThat(seen.path("faults")).isEmpty();
    assertThat(texts(seen, "heads")).contains("Campaign", "Verdict", "Effect per person");
    assertThat(texts(seen, "order")).containsExactly("Winter", "=Spring <i>sale</i>", "Autumn");
    assertThat(texts(seen, "words"))
        .containsExactly(
            "less than the control group", "no effect found", "more than the control group");
    assertThat(texts(seen, "money")).containsExactly("-1.25", "0.3", "2.5");
    assertThat(texts(seen, "down")).containsExactly("Autumn", "=Spring <i>sale</i>", "Winter");
    assertThat(texts(seen, "up")).containsExactly("Winter", "=Spring <i>sale</i>", "Autumn");
    assertThat(seen.path("downSaid").asText()).isEqualTo("descending");
    assertThat(seen.path("upSaid").asText()).isEqualTo("ascending");
    assertThat(texts(seen, "filtered")).containsExactly("Winter");
    assertThat(seen.path("unfiltered").asInt()).isEqualTo(3);
    assertThat(seen.path("folded").asBoolean()).isTrue();
    assertThat(seen.path("unfolded").asBoolean()).isTrue();
    assertThat(texts(seen, "pictures"))
        .contains("effects", "funnel", "incremental", "pressure", "contact_answers");
    assertThat(seen.path("painted").asBoolean()).isTrue();
    assertThat(texts(seen, "choices")).containsExactlyInAnyOrder("Winter", "Autumn");
    assertThat(seen.path("rechosen").asText()).isEqualTo("card: less than the control group");
    assertThat(seen.path("csv").asText())
        .contains("campaign_name,verdict_kind")
        .contains("'=Spring <i>sale</i>,no_effect_found");
  }

  private Path written() throws IOException, SQLException {
    Path file = EmptyPublication.write(folder, FILLED, PUBLISHED);
    Path site = folder.resolve("site");
    new Site(file, "Mill & Co", new Words("en", "EUR")).write(site);
    String page = Files.readString(site.resolve("campaigns.html"));
    String driven =
        page.replaceFirst("<script src", Matcher.quoteReplacement(BEFORE) + "<script src")
            .replace("</body>", AFTER);
    return Files.writeString(site.resolve("driven.html"), driven);
  }

  private JsonNode seen(Path browser, Path page) throws IOException, InterruptedException {
    Path shown = folder.resolve("shown.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("browser"),
                "--window-size=1280,900",
                "--virtual-time-budget=2000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(shown.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String dom = Files.readString(shown);
    Matcher found = Pattern.compile("<pre id=\"seen\">([^<]*)</pre>").matcher(dom);
    assertThat(found.find()).as("the page came to its end: %s", tail(dom)).isTrue();
    byte[] json = Base64.getDecoder().decode(found.group(1));
    return new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 500));
  }

  private static List<String> texts(JsonNode seen, String name) {
    return Stream.of(seen.path(name))
        .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
        .map(JsonNode::asText)
        .toList();
  }

  private static Optional<Path> browser() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(Path.of(place)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
