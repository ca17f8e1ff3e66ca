package clientele.etl.extract;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of a table's rows on their way. Its plan and the slices that came whole outlive the
 * process, so that a run which is repeated goes on with the slices that are missing.
 */
final class LandingFolder {

  private static final String PLAN = "plan.properties";

  private final Path path;
  private final Map<Integer, Finished> finished = new TreeMap<>();

  /**
   * A slice that came whole.
   *
   * @param snapshot what its reader saw
   * @param highest the highest watermark that the source had then
   */
  record Finished(Landed landed, String snapshot, Optional<String> highest) {}

  LandingFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** The slices that came whole so far, in their order. */
  synchronized List<Finished> finished() {
    return List.copyOf(finished.values());
  }

  synchronized boolean isFinished(Slice slice) {
    return finished.containsKey(slice.number());
  }

  /**
   * The slices that were planned for the same reading, with those of them that came whole; empty
   * where another reading, or none, was planned: then nothing is left in the folder.
   *
   * @param identity all that two readings must share for one to go on with the other's slices
   */
  List<Slice> resume(String identity) {
    Path plan = path.resolve(PLAN);
    if (Files.exists(plan)) {
      Properties properties = load(plan);
      if (identity.equals(properties.getProperty("identity"))) {
        List<String> bounds = new ArrayList<>();
        for (int i = 0; properties.containsKey("bound." + i); i++) {
          bounds.add(properties.getProperty("bound." + i));
        }
        List<Slice> slices = Slice.between(bounds);
        slices.forEach(this::find);
        return slices;
      }
    }
    empty();
    return List.of();
  }

  /** Remembers the slices of a reading. */
  void plan(String identity, List<Slice> slices) {
    Properties properties = new Properties();
    properties.setProperty("identity", identity);
    for (Slice slice : slices) {
      slice.high().ifPresent(high -> properties.setProperty("bound." + slice.number(), high));
    }
    store(PLAN, properties);
  }

  /** Remembers that a slice came whole. */
  synchronized void finish(Slice slice, Finished part) {
    finished.put(slice.number(), part);
  }

  /** Writes down that a slice came whole, for a run that is repeated. */
  void keep(Slice slice, Finished part) {
    Landed landed = part.landed();
    landed.rows().forEach(LandingFolder::force);
    landed.quarantine().forEach(LandingFolder::force);
    Properties properties = new Properties();
    properties.setProperty("snapshot", part.snapshot());
    part.highest().ifPresent(text -> properties.setProperty("highest", text));
    properties.setProperty("read", Long.toString(landed.read()));
    properties.setProperty("quarantined", Long.toString(landed.quarantined()));
    properties.setProperty("without_key", Long.toString(landed.withoutKey()));
    landed.watermark().ifPresent(text -> properties.setProperty("watermark", text));
    store(manifest(slice), properties);
  }

  /** Forgets a slice, which is to be read again. */
  void forget(Slice slice) {
    try {
      Files.deleteIfExists(path.resolve(manifest(slice)));
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
    synchronized (this) {
      finished.remove(slice.number());
    }
  }

  synchronized Optional<Finished> find(Slice slice) {
    Path manifest = path.resolve(manifest(slice));
    if (!finished.containsKey(slice.number()) && Files.exists(manifest)) {
      finished.put(slice.number(), read(slice, load(manifest)));
    }
    return Optional.ofNullable(finished.get(slice.number()));
  }

  private Finished read(Slice slice, Properties properties) {
    Landed landed =
        new Landed(
            List.of(path.resolve("rows_%d.parquet".formatted(slice.number()))),
            List.of(path.resolve("quarantine_%d.parquet".formatted(slice.number()))),
            Long.parseLong(properties.getProperty("read")),
            Long.parseLong(properties.getProperty("quarantined")),
            Long.parseLong(properties.getProperty("without_key")),
            Optional.ofNullable(properties.getProperty("watermark")));
    return new Finished(
        landed,
        properties.getProperty("snapshot"),
        Optional.ofNullable(properties.getProperty("highest")));
  }

  private static String manifest(Slice slice) {
    return "slice_%d.properties".formatted(slice.number());
  }

  private static Properties load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return properties;
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private void store(String name, Properties properties) {
    Path half = path.resolve(name + ".half");
    try {
      try (Writer writer = Files.newBufferedWriter(half)) {
        properties.store(writer, null);
      }
      force(half);
      Files.move(
          half,
          path.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** A slice that a power cut took from the disk must not count as read. */
  private static void force(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private void empty() {
    delete();
    try {
      Files.createDirectories(path);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  void delete() {
    finished.clear();
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
