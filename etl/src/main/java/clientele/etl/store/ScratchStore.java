package clientele.etl.store;

import clientele.etl.engine.FieldColumn;
import clientele.schema.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A store that keeps nothing: tables are built into a folder of its own, on top of what a real
 * store has published. Raw tables are those of one publication, all others those of the one of the
 * business date before it, so that a night can be built again beside the one that is published.
 */
public final class ScratchStore implements Store {

  private final Store base;
  private final Publication publication;
  private final Optional<Publication> before;
  private final Path folder;
  private final Map<TableName, Commit> commits = new HashMap<>();
  private final Map<TableName, Commit> earlier = new HashMap<>();
  private final Map<TableName, List<Column>> columns = new HashMap<>();

  private record Commit(List<Path> files, long rows, Map<String, String> properties) {}

  public ScratchStore(Store base, Publication publication, Path folder) {
    this(
        base,
        publication,
        base.publications().stream()
            .filter(other -> other.id() < publication.id())
            .filter(other -> other.asOf().isBefore(publication.asOf()))
            .findFirst(),
        folder);
  }

  private ScratchStore(
      Store base, Publication publication, Optional<Publication> before, Path folder) {
    this.base = base;
    this.publication = publication;
    this.before = before;
    this.folder = folder;
  }

  /** A store that has the raw tables of a publication and nothing else. */
  public static ScratchStore bare(Store base, Publication publication, Path folder) {
    return new ScratchStore(base, publication, Optional.empty(), folder);
  }

  /** Begins the next night: what was built is what the night before left. */
  public void next() {
    earlier.putAll(commits);
    commits.clear();
  }

  @Override
  public void prepare(String branch) {
    commits.clear();
  }

  @Override
  public List<TableName> tables() {
    return base.tables();
  }

  @Override
  public List<FieldColumn> ensure(TableName table, List<Column> wanted) {
    columns.put(table, wanted);
    List<FieldColumn> fields = new ArrayList<>();
    wanted.forEach(column -> fields.add(new FieldColumn(fields.size() + 1, column)));
    return fields;
  }

  @Override
  public Path newDirectory(TableName table) {
    return folder.resolve(table.namespace()).resolve(table.name()).resolve(id());
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void commit(
      TableName table, String branch, Change change, Map<String, String> properties) {
    List<Path> files = new ArrayList<>();
    long rows = change.written().rows();
    if (change instanceof Change.ReplaceFiles replaced && !replaced.removed().isEmpty()) {
      throw new IllegalArgumentException("a scratch store replaces whole tables, not files");
    }
    if (!(change instanceof Change.Replace)) {
      files.addAll(files(table, branch));
      rows += rows(table, branch);
    }
    files.addAll(change.written().files());
    commits.put(table, new Commit(List.copyOf(files), rows, Map.copyOf(properties)));
  }

  @Override
  public List<Column> columns(TableName table) {
    return columns.containsKey(table) ? columns.get(table) : base.columns(table);
  }

  @Override
  public List<Path> files(TableName table, String branch) {
    if (commits.containsKey(table)) {
      return commits.get(table).files();
    } else if (earlier.containsKey(table)) {
      return earlier.get(table).files();
    }
    return under(table).map(below -> base.files(table, below)).orElse(List.of());
  }

  private Optional<Publication> under(TableName table) {
    return table.isRaw() ? Optional.of(publication) : before;
  }

  @Override
  public List<Path> files(TableName table, Publication other) {
    return base.files(table, other);
  }

  /** None: whatever is built here is built in full. */
  @Override
  public OptionalLong snapshot(TableName table, String branch) {
    return OptionalLong.empty();
  }

  @Override
  public Optional<List<Path>> filesAt(TableName table, long snapshot) {
    return Optional.empty();
  }

  @Override
  public long rows(TableName table, String branch) {
    if (commits.containsKey(table)) {
      return commits.get(table).rows();
    } else if (earlier.containsKey(table)) {
      return earlier.get(table).rows();
    }
    return under(table).map(below -> base.rows(table, below).orElse(0)).orElse(0L);
  }

  @Override
  public OptionalLong rows(TableName table, Publication other) {
    return base.rows(table, other);
  }

  @Override
  public Map<String, String> properties(TableName table, String branch) {
    return commits.containsKey(table) ? commits.get(table).properties() : Map.of();
  }

  @Override
  public boolean isCommitted(TableName table, String branch) {
    return commits.containsKey(table);
  }

  @Override
  public Publication publish(String branch, String runId, LocalDate asOf) {
    throw new IllegalStateException("a scratch store is never published");
  }

  @Override
  public Maintained maintain(int keptPublications) {
    throw new IllegalStateException("a scratch store keeps no publications");
  }

  @Override
  public Optional<Publication> lastPublication() {
    return before;
  }

  @Override
  public List<Publication> publications() {
    return before.isEmpty()
        ? List.of()
        : base.publications().stream().filter(other -> other.id() < publication.id()).toList();
  }

  @Override
  public List<QuarantineDecision> decisions() {
    return base.decisions();
  }

  @Override
  public void decide(List<QuarantineDecision> decisions) {
    throw new IllegalStateException("a scratch store takes no decisions");
  }

  /** Removes what was built. */
  @Override
  public void close() {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
