package clientele.etl.store;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Files of this machine, for Iceberg. What is written is on the disk when it is closed, so that a
 * power cut cannot leave the catalog pointing at a file that is not there.
 */
final class LocalFiles implements FileIO {

  private static final long serialVersionUID = 1L;

  @Override
  public InputFile newInputFile(String path) {
    return org.apache.iceberg.Files.localInput(new File(path));
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new DurableFile(new File(path));
  }

  @Override
  public void deleteFile(String path) {
    try {
      Files.deleteIfExists(Path.of(path));
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot delete %s", path);
    }
  }

  /** Returns when the content of a file is on the disk. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Returns when the names in a folder are on the disk. */
  static void forceFolder(Path folder) throws IOException {
    // Windows cannot open a folder, and needs no such thing.
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private record DurableFile(File file) implements OutputFile {

    @Override
    public PositionOutputStream create() {
      if (file.exists()) {
        throw new org.apache.iceberg.exceptions.AlreadyExistsException(
            "File already exists: %s", file);
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        Files.createDirectories(file.toPath().getParent());
        return new DurableStream(file);
      } catch (IOException e) {
        throw new RuntimeIOException(e, "Cannot write %s", file);
      }
    }

    @Override
    public String location() {
      return file.toString();
    }

    @Override
    public InputFile toInputFile() {
      return org.apache.iceberg.Files.localInput(file);
    }
  }

  private static final class DurableStream extends PositionOutputStream {

    private final File file;
    private final FileOutputStream stream;
    private long position;
    private boolean isClosed;

    DurableStream(File file) throws IOException {
      this.file = file;
      this.stream = new FileOutputStream(file);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      stream.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void close() throws IOException {
      if (isClosed) {
        return;
      }
      isClosed = true;
      try (stream) {
        stream.getChannel().force(true);
      }
      // The table's metadata are the last file of a commit, and stand in one folder with the rest.
      if (file.getName().endsWith(".metadata.json")) {
        forceFolder(file.toPath().getParent());
      }
    }
  }
}
