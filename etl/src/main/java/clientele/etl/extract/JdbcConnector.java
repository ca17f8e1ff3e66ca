package clientele.etl.extract;

import clientele.failure.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private final JdbcDrivers drivers;

  JdbcConnector(
      SourceDefinition source, Transport.Jdbc settings, UnaryOperator<String> environment) {
    this.source = source.name();
    this.settings = settings;
    this.project = source.project();
    this.secrets = new Secrets(environment);
    this.url = local(secrets.fill(this.source + ": connection.url", settings.url()));
    this.drivers = new JdbcDrivers(project.resolve(settings.drivers()));
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
    Connection connection = drivers.connect(url, properties);
    if (connection == null) {
      throw new Failure.Settings(
          ("%s: no driver takes %s: put its jar into folder %s (connection.drivers in source.yml);"
                  + " PostgreSQL, MariaDB, SQLite and H2 need none")
              .formatted(source, shownUrl(), project.resolve(settings.drivers())));
    }
    prepare(connection);
    return connection;
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
        if (settings.reading().isReadOnly()) {
          properties.setProperty("open_mode", "1");
        }
      }
      case H2 -> {
        if (settings.reading().isReadOnly() && LOCAL_FILE.matcher(url).matches()) {
          properties.setProperty("IFEXISTS", "TRUE");
        }
      }
      case OTHER -> {}
    }
    return properties;
  }

  private void prepare(Connection connection) throws SQLException {
    try {
      if (settings.reading().isReadOnly() && database() != Database.SQLITE) {
        connection.setReadOnly(true);
      }
      try (Statement statement = connection.createStatement()) {
        for (String sql : session()) {
          statement.execute(sql);
        }
      }
      connection.setAutoCommit(false);
    } catch (SQLException exception) {
      connection.close();
      throw exception;
    }
  }

  /** What makes values come as the same text whatever server, user and machine are set to. */
  private List<String> session() {
    List<String> statements = new ArrayList<>();
    OptionalInt seconds = settings.reading().statementSeconds();
    switch (database()) {
      case POSTGRESQL -> {
        statements.add("set time zone 'UTC'");
        statements.add("set intervalstyle = 'postgres'");
        statements.add("set bytea_output = 'hex'");
        statements.add("set standard_conforming_strings = on");
        seconds.ifPresent(
            limit -> statements.add("set statement_timeout = %d".formatted(limit * 1000L)));
      }
      case MARIADB -> {
        statements.add("set time_zone = '+00:00'");
        seconds.ifPresent(
            limit ->
                statements.add(
                    ("set /*M! max_statement_time = %1$d, */ /*!50704 max_execution_time ="
                            + " %1$d000, */ @unused = 0")
                        .formatted(limit)));
      }
      case H2 ->
          seconds.ifPresent(
              limit -> statements.add("set query_timeout %d".formatted(limit * 1000L)));
      case SQLITE, OTHER -> {}
    }
    return statements;
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
    drivers.close();
  }
}
