package clientele.etl.deliver;

import clientele.etl.engine.PublishedReader;
import clientele.failure.Failure;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the report site: own files only, opened from disk, no network. */
public final class Site {

  private static final List<String> PAGES =
      List.of("overview", "value", "segments", "cross-sell", "campaigns", "run");
  private static final String ECHARTS = "META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private final Path publishedFile;
  private final Words words;
  private final String name;
  private final PebbleTemplate template;

  /**
   * @param publishedFile the DuckDB file of the publication
   * @param name the company's name, as pages carry it
   */
  public Site(Path publishedFile, String name, Words words) {
    this.publishedFile = publishedFile;
    this.name = name;
    this.words = words;
    ClasspathLoader loader = new ClasspathLoader(Site.class.getClassLoader());
    this.template =
        new PebbleEngine.Builder()
            .loader(loader)
            .autoEscaping(true)
            .strictVariables(true)
            .build()
            .getTemplate("site/page.peb");
  }

  /** Writes all pages in place of those that are there, and returns how many. */
  public int write(Path folder) {
    try (PublishedReader reader = PublishedReader.open(publishedFile)) {
      SiteFolder site = SiteFolder.begin(folder);
      writeAssets(site.assets());
      PageHead head = PageHead.read(reader, name, words);
      for (String page : PAGES) {
        writePage(site, SitePage.read(page, reader, words, site.assets().resolve("data")), head);
      }
      site.finish();
      return PAGES.size();
    } catch (IOException e) {
      throw new Failure.Engine(
          "the report site %s cannot be written: %s. See that published.location may be written and has room"
              .formatted(folder, e),
          e);
    }
  }

  private void writePage(SiteFolder site, SitePage page, PageHead head) throws IOException {
    Map<String, Object> values = new HashMap<>();
    values.put("page", page);
    values.put("head", head);
    values.put("words", words);
    values.put("assets", site.prefix());
    values.put("pages", links(page.name()));
    StringWriter html = new StringWriter();
    template.evaluate(html, values, words.locale());
    site.page(fileOf(page.name()), html.toString());
    Files.writeString(
        site.assets().resolve("data").resolve(page.name() + ".js"),
        "window.clientele = " + page.json(words) + ";\n");
  }

  private List<Map<String, Object>> links(String current) {
    List<Map<String, Object>> links = new ArrayList<>();
    for (String page : PAGES) {
      links.add(
          Map.of(
              "href", fileOf(page),
              "title", words.text(page + ".title"),
              "isCurrent", page.equals(current)));
    }
    return links;
  }

  private static String fileOf(String page) {
    return page.equals("overview") ? "index.html" : page + ".html";
  }

  private static void writeAssets(Path folder) throws IOException {
    copy("site/style.css", folder.resolve("style.css"));
    copy("site/site.js", folder.resolve("site.js"));
    copy(ECHARTS, folder.resolve("echarts.min.js"));
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream stream = Site.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IOException("resource " + resource + " is missing");
      }
      Files.copy(stream, target);
    }
  }

  static String resource(String name) {
    try (InputStream stream = Site.class.getClassLoader().getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
