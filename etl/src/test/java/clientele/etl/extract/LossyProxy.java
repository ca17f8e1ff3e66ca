package clientele.etl.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server, and cuts lines in the middle of long answers. */
final class LossyProxy implements AutoCloseable {

  private final ServerSocket clients;
  private final int serverPort;
  private final long bytes;
  private final AtomicInteger cuts;

  /**
   * @param bytes of answers after which a line is cut
   * @param cuts so many lines are cut, and the others are not
   */
  LossyProxy(int serverPort, long bytes, int cuts) throws IOException {
    this.serverPort = serverPort;
    this.bytes = bytes;
    this.cuts = new AtomicInteger(cuts);
    this.clients = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return clients.getLocalPort();
  }

  int cutsLeft() {
    return Math.max(0, cuts.get());
  }

  private void accept() {
    while (!clients.isClosed()) {
      try {
        Socket client = clients.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        start(() -> copy(client, server, Long.MAX_VALUE));
        start(() -> copy(server, client, bytes));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void copy(Socket from, Socket to, long limit) {
    byte[] buffer = new byte[1 << 12];
    long copied = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        copied += read;
        if (copied > limit && cuts.getAndDecrement() > 0) {
          return;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException eitherSideHasGone) {
      // so has the line
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "lossy proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    clients.close();
  }
}
