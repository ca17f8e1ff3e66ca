package clientele.failure;

import java.util.List;

/**
 * Something was refused or went wrong for a known cause. The message says what was refused, for
 * which value, and what to do. Anything thrown that is not a Failure is a bug.
 */
public abstract sealed class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Failure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Settings or usage: all faults at once, one a line. Exit code 2. */
  public static final class Settings extends Failure {
    private static final long serialVersionUID = 1L;

    public Settings(String message) {
      super(message, null);
    }

    public Settings(List<String> faults) {
      super(String.join("\n", faults), null);
    }
  }

  /** A source cannot be reached, after retries. Exit code 3. */
  public static final class Source extends Failure {
    private static final long serialVersionUID = 1L;

    public Source(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Rows or columns break a contract; the previous publication stays. Exit code 4. */
  public static final class Contract extends Failure {
    private static final long serialVersionUID = 1L;

    public Contract(String message) {
      super(message, null);
    }
  }

  /** Another run holds the lock. Exit code 5. */
  public static final class Lock extends Failure {
    private static final long serialVersionUID = 1L;

    public Lock(String message) {
      super(message, null);
    }
  }

  /** A commit whose answer was lost and could not be settled. Exit code 6. */
  public static final class Unknown extends Failure {
    private static final long serialVersionUID = 1L;

    public Unknown(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The engine or the machine failed: out of memory or disk, a broken file. Exit code 1. */
  public static final class Engine extends Failure {
    private static final long serialVersionUID = 1L;

    public Engine(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The exit code of product.md that a scheduler acts on. */
  public final int exitCode() {
    if (this instanceof Settings) {
      return 2;
    } else if (this instanceof Source) {
      return 3;
    } else if (this instanceof Contract) {
      return 4;
    } else if (this instanceof Lock) {
      return 5;
    } else if (this instanceof Unknown) {
      return 6;
    }
    return 1;
  }
}
