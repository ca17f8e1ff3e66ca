package clientele.etl.store;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings files to the disk itself, so that a power cut does not lose them. */
final class Disk {

  // The file system writes its journal once for all that wait for it at the same time.
  private static final ExecutorService WAITING =
      Executors.newFixedThreadPool(
          8,
          task -> {
            Thread thread = new Thread(task, "disk");
            thread.setDaemon(true);
            return thread;
          });

  private Disk() {}

  /** Returns when the contents of the files, and the names in the folders, are on the disk. */
  static void force(Collection<Path> filesAndFolders) throws IOException {
    List<Future<?>> waiting = new ArrayList<>();
    for (Path path : filesAndFolders) {
      waiting.add(
          WAITING.submit(
              () -> {
                force(path);
                return null;
              }));
    }
    for (Future<?> future : waiting) {
      await(future);
    }
  }

  private static void force(Path path) throws IOException {
    boolean isFolder = Files.isDirectory(path);
    // Windows cannot open a folder, and needs no such thing.
    if (isFolder && File.separatorChar == '\\') {
      return;
    }
    OpenOption option = isFolder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were brought to the disk", e);
    }
  }
}
