package clientele.etl.extract;

/** Takes the rows of a source table one by one. */
interface RowSink {

  /**
   * @param values in the order of the reader's columns: Boolean, Integer, Long, Double, BigDecimal
   *     of the column's scale, String, LocalDate, LocalDateTime in UTC, byte[], null, or a {@link
   *     BadValue}; the array may be used again by the caller
   * @param file empty for databases
   * @param line in the file, or the row's number
   */
  void row(Object[] values, String file, long line);

  /** A row that could not be taken apart into values. */
  void broken(String file, long line, String text, String rule);
}
