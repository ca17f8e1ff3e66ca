package clientele.etl.extract;

/**
 * The name by which people speak of one fault of one row; {@code fault_id} in SQL gives the same.
 */
final class FaultId {

  private static final int DIGITS = 12;

  private FaultId() {}

  /** Of a row that an extraction refused. */
  static String of(
      String source, String table, String naturalKey, String column, String value, String rule) {
    return Digest.of(String.join("|", "extract", source, table, naturalKey, column, value, rule))
        .substring(0, DIGITS);
  }
}
