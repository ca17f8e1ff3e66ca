package clientele.failure;

/** What people are told of an exception that libraries have wrapped. */
public final class Causes {

  private Causes() {}

  /** Its message, and that of the innermost cause where this says more, such as a full disk. */
  public static String told(Throwable exception) {
    Throwable innermost = exception;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = message(exception);
    return message.contains(message(innermost)) ? message : message + ": " + message(innermost);
  }

  private static String message(Throwable exception) {
    return exception.getMessage() == null
        ? exception.getClass().getSimpleName()
        : exception.getMessage();
  }
}
