package clientele.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights that meet every fault, each begun again by the same command: what is published in the end
 * is what an undisturbed night publishes.
 */
@Tag("soak")
class FaultSoakTest {

  private static final String[] NIGHT = {"run", "nightly", "--date", "2026-03-31"};
  private static final Pattern STEP = Pattern.compile("\\[ *\\d+/\\d+] (.+?): ");
  private static final int RANDOM_KILLS = 50;
  private static final SurvivedFaults SURVIVED = new SurvivedFaults();

  @TempDir private Path folder;

  private Path undisturbed;
  private List<String> steps;
  private long millis;

  private long begun;

  @AfterAll
  static void tellWhatWasSurvived() {
    System.out.print(SURVIVED.summary());
  }

  @BeforeEach
  void aNightWithoutFaults() {
    undisturbed = Village.copyTo(folder.resolve("undisturbed"));
    long start = System.nanoTime();
    String messages = nightGoesWell(undisturbed);
    begun = System.nanoTime();
    millis = TimeUnit.NANOSECONDS.toMillis(begun - start);
    steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(messages);
    while (matcher.find()) {
      steps.add(matcher.group(1));
    }
    assertThat(steps).hasSizeGreaterThan(50);
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    Path small = folder.resolve("small");
    if (Files.isDirectory(small)) {
      command("umount", small.toString());
    }
  }

  @Test
  void aNightKilledInEachOfItsStepsPublishesTheSameRows() {
    Path killed = Village.copyTo(folder.resolve("killed"));
    Random random = new Random(7);
    int kills = 0;
    for (String stepBefore : steps.subList(0, steps.size() - 1)) {
      try (ClienteleProcess night = ClienteleProcess.start(killed, NIGHT)) {
        assertThat(night.awaitMessage("] " + stepBefore + ": "))
            .describedAs(night.messages())
            .isTrue();
        pause(random.nextInt(30));
        night.kill();
        kills++;
      }
    }
    nightGoesWell(killed);
    assertSameRows(killed);
    SURVIVED.add("kill -9, one in each step of a night", kills, begun);
  }

  @Test
  void aNightKilledAtRandomMomentsPublishesTheSameRows() {
    Random random = new Random(11);
    int kills = 0;
    int nights = 0;
    while (kills < RANDOM_KILLS) {
      Path killed = Village.copyTo(folder.resolve("killed-" + nights));
      boolean isThrough = false;
      while (!isThrough && kills < RANDOM_KILLS) {
        try (ClienteleProcess night = ClienteleProcess.start(killed, NIGHT)) {
          isThrough = night.endsWithin(random.nextLong(millis));
          if (!isThrough) {
            night.kill();
            kills++;
          }
        }
      }
      nightGoesWell(killed);
      assertSameRows(killed);
      nights++;
    }
    SURVIVED.add("kill -9 at random moments", kills, begun);
  }

  @Test
  void aNightOnADiskThatIsFullAgainAndAgainPublishesTheSameRows() throws Exception {
    Path small = Files.createDirectories(folder.resolve("small"));
    assumeTrue(
        command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()) == 0,
        "needs the right to mount a small disk");
    Path starved = Village.copyTo(small.resolve("village"));
    int faults = 0;
    int exitCode = -1;
    for (int megabytes = 1; exitCode != 0; megabytes++) {
      command("mount", "-o", "remount,size=%dm".formatted(megabytes), small.toString());
      try (ClienteleProcess night = ClienteleProcess.start(starved, NIGHT)) {
        exitCode = night.awaitEnd();
        if (exitCode != 0) {
          faults++;
          assertThat(night.messages()).containsPattern("(?i)space|full|disk");
        }
      }
    }
    assertSameRows(starved);
    assertThat(faults).isGreaterThan(5);
    SURVIVED.add("disk full", faults, begun);
  }

  @Test
  void aNightWhoseFolderBecomesReadOnlyPublishesTheSameRows() throws Exception {
    Path locked = Village.copyTo(folder.resolve("locked"));
    int faults = 0;
    for (int i = 5; i < steps.size() - 8; i += steps.size() / 6) {
      try (ClienteleProcess night = ClienteleProcess.start(locked, NIGHT)) {
        assertThat(night.awaitMessage("] " + steps.get(i) + ": "))
            .describedAs(night.messages())
            .isTrue();
        makeReadOnly(locked);
        assertThat(night.awaitEnd()).describedAs(night.messages()).isEqualTo(1);
        assertThat(night.messages()).containsPattern("(?i)read-?only");
        faults++;
      } finally {
        command("umount", "-l", locked.toString());
      }
    }
    nightGoesWell(locked);
    assertSameRows(locked);
    SURVIVED.add("folder read-only", faults, begun);
  }

  /** Lays the folder over itself, for a disk with open files cannot be made read-only. */
  private static void makeReadOnly(Path place) throws IOException, InterruptedException {
    assumeTrue(
        command("mount", "--bind", place.toString(), place.toString()) == 0,
        "needs the right to mount");
    // Refused while the night has a file open for writing.
    int exitCode = -1;
    for (int tries = 0; exitCode != 0 && tries < 200; tries++) {
      TimeUnit.MILLISECONDS.sleep(10);
      exitCode = command("mount", "-o", "remount,bind,ro", place.toString());
    }
    assertThat(exitCode).isZero();
  }

  private static String nightGoesWell(Path project) {
    try (ClienteleProcess night = ClienteleProcess.start(project, NIGHT)) {
      assertThat(night.awaitEnd()).describedAs(night.messages()).isZero();
      return night.messages();
    }
  }

  private void assertSameRows(Path disturbed) {
    assertThat(PublishedRows.publications(disturbed)).hasSize(1);
    assertThat(PublishedRows.differences(undisturbed, disturbed, folder.resolve("scratch")))
        .isEmpty();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int command(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
