package clientele.jobs.launch;

/**
 * What an examination found of one thing.
 *
 * @param isOfSource whether it is the source that must be mended, not the project
 */
public record Finding(String what, boolean isOk, boolean isOfSource, String message) {

  static Finding ok(String what, String message) {
    return new Finding(what, true, false, message);
  }

  static Finding bad(String what, String message) {
    return new Finding(what, false, false, message);
  }
}
