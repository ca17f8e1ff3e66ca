package clientele.etl.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Makes a jar with a JDBC driver that is nowhere else. */
final class DriverJar {

  private static final String SOURCE =
      """
      package toy;
      import java.sql.*;
      import java.util.Properties;
      public final class ToyDriver implements Driver {
        public Connection connect(String url, Properties properties) throws SQLException {
          throw new SQLException("the toy driver was asked for " + url, "HY000");
        }
        public boolean acceptsURL(String url) { return url.startsWith("jdbc:toy:"); }
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
          return new DriverPropertyInfo[0];
        }
        public int getMajorVersion() { return 1; }
        public int getMinorVersion() { return 0; }
        public boolean jdbcCompliant() { return false; }
        public java.util.logging.Logger getParentLogger() { return null; }
      }
      """;

  private DriverJar() {}

  static void write(Path jar) throws IOException {
    Path folder = Files.createTempDirectory("toy");
    Path source = folder.resolve("ToyDriver.java");
    Files.writeString(source, SOURCE);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    if (result != 0) {
      throw new UncheckedIOException(new IOException("the toy driver does not compile"));
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
      out.write("toy.ToyDriver\n".getBytes(StandardCharsets.UTF_8));
      for (String name : List.of("toy/ToyDriver.class")) {
        out.putNextEntry(new JarEntry(name));
        out.write(Files.readAllBytes(folder.resolve(name)));
      }
    }
  }
}
