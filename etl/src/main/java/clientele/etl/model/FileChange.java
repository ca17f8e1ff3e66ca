package clientele.etl.model;

import java.nio.file.Path;
import java.util.List;

/**
 * The files by which a table differs from an earlier state.
 *
 * @param gone those it had then
 * @param come those it has now
 */
public record FileChange(List<Path> gone, List<Path> come) {

  boolean isEmpty() {
    return gone.isEmpty() && come.isEmpty();
  }

  static FileChange between(List<Path> then, List<Path> now) {
    return new FileChange(without(then, now), without(now, then));
  }

  private static List<Path> without(List<Path> files, List<Path> others) {
    java.util.Set<Path> known = new java.util.HashSet<>(others);
    return files.stream().filter(file -> !known.contains(file)).toList();
  }
}
