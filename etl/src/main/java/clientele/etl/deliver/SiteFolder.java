package clientele.etl.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of pages that people may be reading while it is written anew. All that a page needs is
 * in a folder of its own name; then each page takes the place of the old one at once. There is no
 * moment without a page, and none in which a page finds another's data: what the pages before used
 * stays until the next time.
 */
final class SiteFolder {

  private static final String PREFIX = "assets-";
  private static final Pattern USED = Pattern.compile(PREFIX + "[0-9a-f-]{36}");

  private final Path folder;
  private final Path assets;
  private final List<String> pages = new ArrayList<>();

  private SiteFolder(Path folder, Path assets) {
    this.folder = folder;
    this.assets = assets;
  }

  static SiteFolder begin(Path folder) throws IOException {
    Path assets = folder.resolve(PREFIX + UUID.randomUUID());
    Files.createDirectories(assets.resolve("data"));
    return new SiteFolder(folder, assets);
  }

  /** Where styles, scripts and data go. */
  Path assets() {
    return assets;
  }

  /** How pages name that folder. */
  String prefix() {
    return assets.getFileName() + "/";
  }

  /** Keeps a page until {@link #finish}. */
  void page(String file, String html) throws IOException {
    Files.writeString(assets.resolve(file), html);
    pages.add(file);
  }

  /** Puts all pages in place, and removes what neither they nor those before them use. */
  void finish() throws IOException {
    Optional<String> before = used(folder.resolve(pages.get(0)));
    for (String page : pages) {
      Files.move(assets.resolve(page), folder.resolve(page), StandardCopyOption.ATOMIC_MOVE);
    }
    Set<String> kept = new HashSet<>(pages);
    kept.add(assets.getFileName().toString());
    before.ifPresent(kept::add);
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        if (!kept.contains(entry.getFileName().toString())) {
          delete(entry);
        }
      }
    }
  }

  private static Optional<String> used(Path page) throws IOException {
    if (!Files.exists(page)) {
      return Optional.empty();
    }
    Matcher matcher = USED.matcher(Files.readString(page));
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
