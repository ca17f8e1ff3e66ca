package clientele.etl.extract;

import clientele.failure.Failure;
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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Opens connections to the database of one source. */
final class JdbcConnector implements AutoCloseable {

  private static final int LOGIN_SECONDS = 10;
  private static final Pattern LOCAL_FILE =
      Pattern.compile(
          "(jdbc:sqlite:|jdbc:h2:(?:file:)?)(?!mem:|tcp:|ssl:|zip:|file:|:)([^;?]+)(.*)");

  private final String source;
  private final Transport.Jdbc settings;
  private final Path project;
  private final Secrets secrets;
  private final String url;
  private final URLClassLoader driverLoader;

  JdbcConnector(
      SourceDefinition source, Transport.Jdbc settings, UnaryOperator<String> environment) {
    this.source = source.name();
    this.settings = settings;
    this.project = source.project();
    this.secrets = new Secrets(environment);
    this.url = local(secrets.fill(this.source + ": connection.url", settings.url()));
    this.driverLoader = new URLClassLoader(jars(), JdbcConnector.class.getClassLoader());
  }

  Database database() {
    return Database.of(url);
  }

  /** The place as people may see it. */
  String shownUrl() {
    return secrets.mask(url);
  }

  Connection open() throws SQLException {
    Properties properties = properties();
    Connection connection = connect(properties);
    if (connection == null) {
      throw new Failure.Settings(
          ("%s: no driver takes %s: put its jar into folder %s (connection.drivers in source.yml);"
                  + " PostgreSQL, MariaDB, SQLite and H2 need none")
              .formatted(source, shownUrl(), project.resolve(settings.drivers())));
    }
    prepare(connection);
    return connection;
  }

  private Connection connect(Properties properties) throws SQLException {
    List<String> urls = new ArrayList<>(List.of(url));
    if (url.startsWith("jdbc:mysql:")) {
      urls.add(url.replaceFirst("jdbc:mysql:", "jdbc:mariadb:"));
    }
    for (String candidate : urls) {
      for (Driver driver : ServiceLoader.load(Driver.class, driverLoader)) {
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

  private Properties properties() {
    Properties properties = new Properties();
    settings
        .user()
        .ifPresent(
            user ->
                properties.setProperty("user", secrets.fill(source + ": connection.user", user)));
    settings
        .password()
        .map(password -> secrets.fill(source + ": connection.password", password))
        .ifPresent(
            password -> {
              secrets.hide(password);
              properties.setProperty("password", password);
            });
    switch (database()) {
      case POSTGRESQL -> {
        properties.setProperty("loginTimeout", String.valueOf(LOGIN_SECONDS));
        properties.setProperty("ApplicationName", "clientele");
      }
      case MARIADB -> {
        properties.setProperty("connectTimeout", String.valueOf(LOGIN_SECONDS * 1000));
        properties.setProperty("tinyInt1isBit", "false");
      }
      case SQLITE -> {
        properties.setProperty("busy_timeout", String.valueOf(LOGIN_SECONDS * 1000));
        if (settings.isReadOnly()) {
          properties.setProperty("open_mode", "1");
        }
      }
      case H2 -> {
        if (settings.isReadOnly() && LOCAL_FILE.matcher(url).matches()) {
          properties.setProperty("IFEXISTS", "TRUE");
        }
      }
      case OTHER -> {}
    }
    return properties;
  }

  private void prepare(Connection connection) throws SQLException {
    try {
      if (settings.isReadOnly() && database() != Database.SQLITE) {
        connection.setReadOnly(true);
      }
      if (database() == Database.MARIADB) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("set time_zone = '+00:00'");
        }
      }
      connection.setAutoCommit(false);
    } catch (SQLException exception) {
      connection.close();
      throw exception;
    }
  }

  /** A relative path of a local database belongs to the project, not to where the program runs. */
  private String local(String filled) {
    Matcher matcher = LOCAL_FILE.matcher(filled);
    if (!matcher.matches() || matcher.group(2).startsWith("~")) {
      return filled;
    }
    Path file = project.resolve(matcher.group(2)).toAbsolutePath().normalize();
    return matcher.group(1) + file + matcher.group(3);
  }

  private URL[] jars() {
    Path folder = project.resolve(settings.drivers());
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

  /** A text of the driver without any password. */
  String mask(String text) {
    return secrets.mask(text);
  }

  /** What an exception means for people; never shows a password. */
  Failure.Source failure(SQLException exception) {
    String message = secrets.mask(exception.getMessage());
    if (isRefused(exception)) {
      return new Failure.Source(
          "%s: %s refuses user '%s': %s. %s"
              .formatted(source, shownUrl(), shownUser(), message, whatToSet()),
          secrets.mask(exception));
    }
    return new Failure.Source(
        "%s: %s: %s".formatted(source, shownUrl(), message), secrets.mask(exception));
  }

  private String shownUser() {
    return settings
        .user()
        .map(user -> secrets.fill(source + ": connection.user", user))
        .orElse("(none given)");
  }

  private String whatToSet() {
    return settings
        .password()
        .map(
            password ->
                "Set environment variable %s to the password of this user"
                    .formatted(Secrets.variables(password)))
        .orElse(
            "Write 'password: ${NAME}' in source.yml and set environment variable NAME to the"
                + " password");
  }

  private static boolean isRefused(SQLException exception) {
    String state = String.valueOf(exception.getSQLState());
    String message = String.valueOf(exception.getMessage());
    return state.startsWith("28") || (state.equals("08004") && message.contains("password"));
  }

  /** Whether trying again may help: the server was not reached or went away. */
  static boolean isTransient(SQLException exception) {
    String state = String.valueOf(exception.getSQLState());
    return !isRefused(exception)
        && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
  }

  @Override
  public void close() {
    try {
      driverLoader.close();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
