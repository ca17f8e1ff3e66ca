package clientele.etl.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a client and a server, and cuts the line once when a text is sent. */
final class CuttingProxy implements AutoCloseable {

  private enum Cut {
    BEFORE_THE_REQUEST_ARRIVES,
    BEFORE_THE_ANSWER_ARRIVES
  }

  private record Plan(String text, Cut cut) {}

  private final ServerSocket clients;
  private final int serverPort;
  private final AtomicReference<Plan> plan = new AtomicReference<>();
  private volatile boolean isDead;

  CuttingProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.clients = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return clients.getLocalPort();
  }

  void loseTheRequest(String text) {
    plan.set(new Plan(text, Cut.BEFORE_THE_REQUEST_ARRIVES));
  }

  void loseTheAnswer(String text) {
    plan.set(new Plan(text, Cut.BEFORE_THE_ANSWER_ARRIVES));
  }

  /** From the next cut on, nobody gets through. */
  void dieWithTheCut() {
    isDead = true;
  }

  boolean hasCut() {
    return plan.get() == null;
  }

  private void accept() {
    while (!clients.isClosed()) {
      try {
        Socket client = clients.accept();
        if (isDead && hasCut()) {
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        start(() -> requests(client, server));
        start(() -> copy(server, client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void requests(Socket client, Socket server) {
    byte[] buffer = new byte[1 << 16];
    try (client;
        server) {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        Plan now = plan.get();
        if (now != null && text.contains(now.text()) && plan.compareAndSet(now, null)) {
          client.shutdownOutput();
          if (now.cut() == Cut.BEFORE_THE_ANSWER_ARRIVES) {
            out.write(buffer, 0, read);
            out.flush();
            // The server reads to the end of the line, and so has done what was asked.
            server.shutdownOutput();
            awaitEnd(server);
          }
          return;
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException eitherSideHasGone) {
      // so has the line
    }
  }

  private static void awaitEnd(Socket server) throws IOException {
    server.setSoTimeout(20_000);
    while (!server.isClosed() && server.getInputStream().read() >= 0) {
      // nobody hears it
    }
  }

  private static void copy(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException eitherSideHasGone) {
      // so has the line
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cutting proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    clients.close();
  }
}
