package clientele.etl.store;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Files of this machine, for Iceberg. All files of a commit are on the disk before the catalog
 * points at them, so that a power cut cannot leave it pointing at nothing.
 */
final class LocalFiles implements FileIO {

  private static final long serialVersionUID = 1L;
  private static final String METADATA = ".metadata.json";

  private final Set<Path> notOnDisk = ConcurrentHashMap.newKeySet();

  @Override
  public InputFile newInputFile(String path) {
    return org.apache.iceberg.Files.localInput(new File(path));
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new DurableFile(new File(path), this);
  }

  @Override
  public void deleteFile(String path) {
    try {
      notOnDisk.remove(Path.of(path));
      Files.deleteIfExists(Path.of(path));
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot delete %s", path);
    }
  }

  /**
   * A table's metadata are the last file of a commit and stand in one folder with its manifests:
   * all go to the disk together.
   */
  private void written(Path file) throws IOException {
    if (!file.toString().endsWith(METADATA)) {
      notOnDisk.add(file);
      return;
    }
    Path folder = file.getParent();
    List<Path> all = new ArrayList<>(List.of(file, folder));
    notOnDisk.stream().filter(other -> other.getParent().equals(folder)).forEach(all::add);
    Disk.force(all);
    notOnDisk.removeAll(all);
  }

  private record DurableFile(File file, LocalFiles files) implements OutputFile {

    @Override
    public PositionOutputStream create() {
      if (file.exists()) {
        throw new AlreadyExistsException("File already exists: %s", file);
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        Files.createDirectories(file.toPath().getParent());
        return new DurableStream(file, files);
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
    private final LocalFiles files;
    private final FileOutputStream stream;
    private long position;
    private boolean isClosed;

    DurableStream(File file, LocalFiles files) throws IOException {
      this.file = file;
      this.files = files;
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
      stream.close();
      files.written(file.toPath());
    }
  }
}
