package clientele.etl.engine;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The DuckDB file that readers open: a view per table over exactly the files of one publication, or
 * where columns are personal a table with these columns masked. It is written beside and renamed
 * over the old one, so that a reader has the old set or the new one.
 */
public final class PublishedFile {

  /** One row: the publication. */
  public static final String PUBLICATION_TABLE = "clientele_publication";

  static final String FILE_TABLE = "clientele_file";

  private static final String UNFINISHED = ".unfinished";
  private static final int MADE_UP_KEY_BYTES = 32;

  private final Path file;
  private final String privacyKey;

  /**
   * @param privacyKey by which masked values are hashed: the same value has the same mask as long
   *     as the key is the same; blank for a new one at each publication
   */
  public PublishedFile(Path file, String privacyKey) {
    this.file = file.toAbsolutePath().normalize();
    this.privacyKey = privacyKey;
  }

  public void write(PublishedStamp stamp, List<PublishedTable> tables) {
    try {
      Files.createDirectories(file.getParent());
      sweep();
      Path beside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
      try {
        fill(beside, stamp, tables);
        force(beside);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new Failure.Engine(
          "the published file %s cannot be written: %s. See that published.location may be written and has room"
              .formatted(file, e),
          e);
    }
  }

  private void fill(Path beside, PublishedStamp stamp, List<PublishedTable> tables) {
    String key = privacyKey.isBlank() ? madeUpKey() : privacyKey;
    try (DuckDbSession session = DuckDbSession.open(beside.toString(), new Properties())) {
      // Each statement outside a transaction would wait for the disk, and there are a thousand.
      session.run("begin transaction");
      Masking masking = new Masking(session, key);
      writeStamp(session, stamp);
      writeFileNames(session, tables);
      for (PublishedTable table : tables) {
        String select = DuckDbParquet.select(session, table.files(), table.columns());
        if (table.hasPersonalColumns()) {
          masking.write(table, select);
        } else {
          session.run("create view %s as %s".formatted(SqlText.name(table.name()), select));
        }
        comment(session, table);
      }
      session.run("commit");
      session.run("checkpoint");
    }
  }

  private static void writeStamp(DuckDbSession session, PublishedStamp stamp) {
    session.run(
        "create table %s as select %s as id, %s as as_of, %s as run_id, %s as published_at"
            .formatted(
                PUBLICATION_TABLE,
                SqlText.literal(stamp.id()),
                SqlText.literal(stamp.asOf()),
                SqlText.literal(stamp.runId()),
                SqlText.literal(stamp.publishedAt().atOffset(ZoneOffset.UTC).toLocalDateTime())));
    session.run(
        "comment on table %s is 'The publication that this file is of.'"
            .formatted(PUBLICATION_TABLE));
  }

  private static void writeFileNames(DuckDbSession session, List<PublishedTable> tables) {
    session.run("create table %s (table_name varchar, path varchar)".formatted(FILE_TABLE));
    session.run(
        "comment on table %s is 'The Parquet files that the views read.'".formatted(FILE_TABLE));
    String rows =
        tables.stream()
            .filter(table -> !table.hasPersonalColumns())
            .flatMap(table -> table.files().stream().map(path -> fileRow(table.name(), path)))
            .collect(Collectors.joining(", "));
    if (!rows.isEmpty()) {
      session.run("insert into %s values %s".formatted(FILE_TABLE, rows));
    }
  }

  private static String fileRow(String table, Path path) {
    return "(%s, %s)"
        .formatted(SqlText.text(table), SqlText.text(path.toAbsolutePath().toString()));
  }

  private static void comment(DuckDbSession session, PublishedTable table) {
    String name = SqlText.name(table.name());
    String kind = table.hasPersonalColumns() ? "table" : "view";
    session.run("comment on %s %s is %s".formatted(kind, name, SqlText.text(table.meaning())));
    for (Column column : table.columns()) {
      String meaning = column.pii() ? Masking.meaning(column) : column.meaning();
      if (!meaning.isBlank()) {
        session.run(
            "comment on column %s.%s is %s"
                .formatted(name, SqlText.name(column.name()), SqlText.text(meaning)));
      }
    }
  }

  private static String madeUpKey() {
    byte[] key = new byte[MADE_UP_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /** Removes what a killed publication left. */
  private void sweep() throws IOException {
    String prefix = file.getFileName() + ".";
    try (Stream<Path> siblings = Files.list(file.getParent())) {
      List<Path> left =
          siblings
              .filter(path -> path.getFileName().toString().startsWith(prefix))
              .filter(path -> path.getFileName().toString().contains(UNFINISHED))
              .toList();
      for (Path path : left) {
        Files.delete(path);
      }
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
