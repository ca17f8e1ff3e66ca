package clientele.etl.model;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files by which a table differs from an earlier state.
 *
 * @param gone those it had then, in order
 * @param come those it has now, in order
 */
public record FileChange(List<Path> gone, List<Path> come) {

  boolean isEmpty() {
    return gone.isEmpty() && come.isEmpty();
  }

  static FileChange between(List<Path> then, List<Path> now) {
    return new FileChange(without(then, now), without(now, then));
  }

  private static List<Path> without(List<Path> files, List<Path> others) {
    Set<Path> known = new HashSet<>(others);
    return files.stream().filter(file -> !known.contains(file)).sorted().toList();
  }
}
