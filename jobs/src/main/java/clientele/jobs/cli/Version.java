package clientele.jobs.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says; the number is in the jar's manifest. */
final class Version implements IVersionProvider {

  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("from source");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "clientele " + number(), "Java " + System.getProperty("java.runtime.version")
    };
  }
}
