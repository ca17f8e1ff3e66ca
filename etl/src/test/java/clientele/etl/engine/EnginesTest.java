package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {

  @TempDir Path folder;

  @Test
  void an_unknown_engine_is_refused_with_the_known_ones() {
    assertThatThrownBy(() -> Engines.open("hadoop", EngineSettings.defaults(folder)))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContainingAll("hadoop", "duckdb", "spark");
  }

  @Test
  void an_engine_is_opened_again_after_it_was_closed() {
    for (String name : List.of("duckdb", "spark", "duckdb", "spark")) {
      try (Engine engine = Engines.open(name, EngineSettings.defaults(folder))) {
        assertThat(engine.name()).isEqualTo(name);
        assertThat(engine.show(Select.of("select add_days(date '2026-01-31', 1)"), 1).rows())
            .containsExactly(List.of("2026-02-01"));
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void without_the_classes_of_spark_the_message_says_how_to_get_them() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(withoutSpark(), ClassLoader.getPlatformClassLoader())) {
      Class<?> settings = loader.loadClass(EngineSettings.class.getName());
      Object defaults = settings.getMethod("defaults", Path.class).invoke(null, folder);

      assertThatThrownBy(
              () ->
                  loader
                      .loadClass(Engines.class.getName())
                      .getMethod("open", String.class, settings)
                      .invoke(null, "spark", defaults))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .satisfies(
              failure ->
                  assertThat(failure.getClass().getName())
                      .isEqualTo(Failure.Settings.class.getName()))
          .hasMessageContainingAll("lib/spark", "duckdb");
    }
  }

  private static URL[] withoutSpark() throws Exception {
    List<String> entries =
        Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
            .filter(
                entry ->
                    !entry.contains("org" + File.separator + "apache" + File.separator + "spark"))
            .toList();
    URL[] urls = new URL[entries.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(entries.get(i)).toUri().toURL();
    }
    return urls;
  }
}
