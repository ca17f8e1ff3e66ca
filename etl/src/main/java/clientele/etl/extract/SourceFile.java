package clientele.etl.extract;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads one source.yml. */
final class SourceFile {

  private static final List<String> KEYS =
      List.of("source", "transport", "connection", "time_zone", "freshness", "tables");
  private static final List<String> CONNECTION_KEYS =
      List.of("url", "user", "password", "drivers", "schema", "fetch_size", "read_only");
  private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");
  private static final Pattern SECRET_IN_URL =
      Pattern.compile("(?i)(?:[?&;](?:password|pwd|passwd)=)|(?:://[^/@:]*:[^/@]*@)");

  private final Path project;

  SourceFile(Path project) {
    this.project = project;
  }

  /** The source, or as much of it as could be read; what is wrong is among the faults. */
  SourceDefinition read(String name, YamlValue root, Map<String, Path> entities) {
    Map<String, YamlValue> keys = root.entries(KEYS);
    requireName(name, root, keys);
    Optional<Transport> transport = transport(root, keys);
    OptionalInt freshness = TableFile.freshness(Optional.ofNullable(keys.get("freshness")));
    ZoneId zone =
        Optional.ofNullable(keys.get("time_zone"))
            .flatMap(value -> value.parsed(SourceFile::zone))
            .orElse(ZoneOffset.UTC);
    List<TableDefinition> tables = new ArrayList<>();
    if (keys.containsKey("tables")) {
      TableFile tableFile = new TableFile(transport, freshness);
      keys.get("tables").entries().forEach((table, value) -> tables.add(tableFile.read(table, value)));
    }
    if (tables.isEmpty()) {
      root.fault("tables: at least one table is needed");
    }
    return new SourceDefinition(
        name, project, transport.orElse(new Transport.Files()), zone, tables, entities);
  }

  private static void requireName(String name, YamlValue root, Map<String, YamlValue> keys) {
    YamlValue source = keys.get("source");
    if (source == null) {
      root.fault("source: missing; write 'source: %s', the folder's name".formatted(name));
    } else if (!source.text().orElse(name).equals(name)) {
      source.fault(
          "'%s' differs from the folder's name '%s': name both alike"
              .formatted(source.text().orElse(""), name));
    }
    if (!TableFile.NAME.matcher(name).matches()) {
      root.fault(
          "the folder's name '%s' must be lower-case words parted by one '_', such as web_shop"
              .formatted(name));
    }
  }

  private static Optional<Transport> transport(YamlValue root, Map<String, YamlValue> keys) {
    YamlValue transport = keys.get("transport");
    if (transport == null) {
      root.fault("transport: missing; one of jdbc, files");
      return Optional.empty();
    }
    String kind = transport.text().orElse("");
    YamlValue connection = keys.get("connection");
    if (kind.equals("files")) {
      if (connection != null) {
        connection.fault("files need no connection: remove it");
      }
      return Optional.of(new Transport.Files());
    } else if (!kind.equals("jdbc")) {
      transport.fault("'%s' is no transport: one of jdbc, files".formatted(kind));
      return Optional.empty();
    } else if (connection == null) {
      root.fault("connection: missing; jdbc needs at least connection.url");
      return Optional.empty();
    }
    return Optional.of(jdbc(connection));
  }

  private static Transport.Jdbc jdbc(YamlValue connection) {
    Map<String, YamlValue> keys = connection.entries(CONNECTION_KEYS);
    YamlValue url = keys.get("url");
    if (url == null) {
      connection.fault("url: missing, such as jdbc:postgresql://host:5432/shop");
    } else {
      checkUrl(url);
    }
    YamlValue password = keys.get("password");
    if (password != null
        && !FROM_ENVIRONMENT.matcher(password.text().orElse("${NONE}")).matches()) {
      password.fault(
          "a password is not written into a file: write '${SHOP_PASSWORD}', a name of your choice,"
              + " and set the environment variable of that name where clientele runs");
    }
    Optional<Integer> fetchSize =
        Optional.ofNullable(keys.get("fetch_size")).flatMap(YamlValue::count);
    return new Transport.Jdbc(
        text(keys, "url").orElse(""),
        text(keys, "user"),
        text(keys, "password"),
        text(keys, "drivers").orElse("drivers"),
        text(keys, "schema"),
        fetchSize.isPresent() ? OptionalInt.of(fetchSize.get()) : OptionalInt.empty(),
        Optional.ofNullable(keys.get("read_only")).flatMap(YamlValue::flag).orElse(true));
  }

  private static void checkUrl(YamlValue url) {
    String text = url.text().orElse("jdbc:");
    if (SECRET_IN_URL.matcher(text).find()) {
      url.fault(
          "holds a password: take it out of the URL and write 'password: ${SHOP_PASSWORD}' beside"
              + " it; the variable is read from the environment");
    } else if (!text.startsWith("jdbc:") && !text.startsWith("${")) {
      url.fault(
          "'%s' is no JDBC URL: it begins with jdbc:, such as jdbc:postgresql://host:5432/shop"
              .formatted(text));
    }
  }

  private static Optional<String> text(Map<String, YamlValue> keys, String key) {
    return Optional.ofNullable(keys.get(key)).flatMap(YamlValue::text);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException exception) {
      throw new IllegalArgumentException(
          "'%s' is no time zone: write one such as Europe/London or UTC".formatted(text), exception);
    }
  }
}
