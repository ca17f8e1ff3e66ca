package clientele.etl.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The drivers that come with the program, and those in a project's folder. */
final class JdbcDrivers implements AutoCloseable {

  private final URLClassLoader loader;

  JdbcDrivers(Path folder) {
    this.loader = new URLClassLoader(jars(folder), JdbcDrivers.class.getClassLoader());
  }

  /**
   * A connection, or null where no driver takes the URL. MySQL's own driver goes before MariaDB's.
   */
  Connection connect(String url, Properties properties) throws SQLException {
    List<String> urls = new ArrayList<>(List.of(url));
    if (url.startsWith("jdbc:mysql:")) {
      urls.add(url.replaceFirst("jdbc:mysql:", "jdbc:mariadb:"));
    }
    for (String candidate : urls) {
      for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
        if (driver.acceptsURL(candidate)) {
          Connection connection = driver.connect(candidate, properties);
          if (connection != null) {
            return connection;
          }
        }
      }
    }
    return null;
  }

  private static URL[] jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new URL[0];
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<URL> urls = new ArrayList<>();
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    } catch (MalformedURLException exception) {
      throw new IllegalStateException(exception);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
