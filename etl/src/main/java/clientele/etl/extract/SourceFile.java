package clientele.etl.extract;

import clientele.yaml.YamlMap;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one source.yml; what is wrong is among the faults of its mapping. */
final class SourceFile {

  private static final List<String> KEYS =
      List.of(
          "source",
          "transport",
          "connection",
          "time_zone",
          FreshnessLimits.KEY,
          "tables",
          FeedUnits.KEY);
  private static final List<String> CONNECTION_KEYS =
      List.of(
          "url",
          "user",
          "password",
          "drivers",
          "schema",
          "fetch_size",
          "read_only",
          "connections",
          "slice_rows",
          "rows_per_second",
          "statement_seconds",
          "copy",
          "one_snapshot");
  private static final int DEFAULT_CONNECTIONS = 2;
  private static final int DEFAULT_SLICE_ROWS = 1_000_000;
  private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");
  private static final Pattern SECRET_IN_URL =
      Pattern.compile("(?i)(?:[?&;](?:password|pwd|passwd)=)|(?:://[^/@:]*:[^/@]*@)");

  private SourceFile() {}

  /** The source, or as much of it as could be read. */
  static SourceDefinition read(
      String name, Path project, YamlMap source, Map<String, Path> entities) {
    source.knowOnly(KEYS);
    checkName(name, source);
    Optional<Transport> transport = transport(source);
    ZoneId zone =
        source.findText("time_zone").map(text -> zone(source, text)).orElse(ZoneOffset.UTC);
    List<TableDefinition> tables = new ArrayList<>();
    YamlMap tableMaps = source.map("tables");
    for (String table : tableMaps.keys()) {
      tables.add(TableFile.read(table, tableMaps, transport));
    }
    if (tables.isEmpty()) {
      source.fault("tables", "'tables' is missing: at least one table is needed");
    }
    return new SourceDefinition(
        name,
        project,
        transport.orElse(new Transport.Files()),
        zone,
        FreshnessLimits.read(source),
        tables,
        entities,
        FeedUnits.read(
            source, entities.keySet(), tables.stream().map(TableDefinition::name).toList()));
  }

  private static void checkName(String name, YamlMap source) {
    String written = source.findText("source").orElse(name);
    if (!written.equals(name)) {
      source.fault(
          "source",
          "'%s' differs from the folder's name '%s': name both alike".formatted(written, name));
    }
    if (!TableFile.NAME.matcher(name).matches()) {
      source.fault(
          "source",
          "the folder's name '%s' must be lower-case words parted by one '_', such as web_shop"
              .formatted(name));
    }
  }

  private static Optional<Transport> transport(YamlMap source) {
    String kind = source.text("transport");
    if (kind.equals("jdbc")) {
      if (!source.has("connection")) {
        source.fault("connection", "'connection' is missing: jdbc needs at least its url");
      }
      return Optional.of(jdbc(source.map("connection")));
    } else if (kind.equals("files")) {
      if (source.has("connection")) {
        source.fault("connection", "files need no connection: remove it");
      }
      return Optional.of(new Transport.Files());
    } else if (!kind.isEmpty()) {
      source.fault("transport", "'%s' is no transport: one of jdbc, files".formatted(kind));
    }
    return Optional.empty();
  }

  private static Transport.Jdbc jdbc(YamlMap connection) {
    connection.knowOnly(CONNECTION_KEYS);
    String url = connection.text("url");
    checkUrl(connection, url);
    Optional<String> password = connection.findText("password");
    if (password.isPresent() && !FROM_ENVIRONMENT.matcher(password.get()).matches()) {
      connection.fault(
          "password",
          "a password is not written into a file: write '${SHOP_PASSWORD}', a name of your choice,"
              + " and set the environment variable of that name where clientele runs");
    }
    return new Transport.Jdbc(
        url,
        connection.findText("user"),
        password,
        connection.findText("drivers").orElse("drivers"),
        connection.findText("schema"),
        reading(connection));
  }

  private static Transport.Reading reading(YamlMap connection) {
    return new Transport.Reading(
        YamlTexts.count(connection, "fetch_size"),
        connection.flag("read_only", true),
        YamlTexts.positive(connection, "connections").orElse(DEFAULT_CONNECTIONS),
        YamlTexts.count(connection, "slice_rows").orElse(DEFAULT_SLICE_ROWS),
        YamlTexts.positive(connection, "rows_per_second"),
        YamlTexts.positive(connection, "statement_seconds"),
        connection.flag("copy", true),
        connection.flag("one_snapshot", true));
  }

  private static void checkUrl(YamlMap connection, String url) {
    if (SECRET_IN_URL.matcher(url).find()) {
      connection.fault(
          "url",
          "the URL holds a password: take it out and write 'password: ${SHOP_PASSWORD}' beside it;"
              + " the variable is read from the environment");
    } else if (!url.isEmpty() && !url.startsWith("jdbc:") && !url.startsWith("${")) {
      connection.fault(
          "url",
          "'%s' is no JDBC URL: it begins with jdbc:, such as jdbc:postgresql://host:5432/shop"
              .formatted(url));
    }
  }

  private static ZoneId zone(YamlMap source, String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException exception) {
      source.fault(
          "time_zone", "'%s' is no time zone: write one such as Europe/London".formatted(text));
      return ZoneOffset.UTC;
    }
  }
}
