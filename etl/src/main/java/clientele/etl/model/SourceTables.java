package clientele.etl.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The relations, such as {@code shop__orders}, that the SELECTs of sources read. */
public interface SourceTables {

  Set<String> names();

  /** Its columns and their types as a text, to tell whether they changed. */
  String columns(String name);

  /** Names the present content. */
  OptionalLong snapshot(String name);

  /** How it differs from an earlier content; empty where that is not known any more. */
  Optional<FileChange> since(String name, long snapshot);

  /** Makes all versions of those rows readable that a change touches. */
  void defineChanged(String relation, String name, FileChange change);

  /**
   * Makes the current rows of some units readable.
   *
   * @param columns those that name the unit
   * @param units relation with column {@code unit}
   */
  void defineFew(String relation, String name, List<String> columns, String units);

  /** Relations of which nothing is known: whatever reads them is made in full. */
  static SourceTables unknown() {
    return new SourceTables() {
      @Override
      public Set<String> names() {
        return Set.of();
      }

      @Override
      public String columns(String name) {
        return "";
      }

      @Override
      public OptionalLong snapshot(String name) {
        return OptionalLong.empty();
      }

      @Override
      public Optional<FileChange> since(String name, long snapshot) {
        return Optional.empty();
      }

      @Override
      public void defineChanged(String relation, String name, FileChange change) {
        throw new IllegalStateException("no source table " + name);
      }

      @Override
      public void defineFew(String relation, String name, List<String> columns, String units) {
        throw new IllegalStateException("no source table " + name);
      }
    };
  }
}
