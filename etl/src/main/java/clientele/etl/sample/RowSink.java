package clientele.etl.sample;

/** Takes rows on their way into a table. */
interface RowSink extends AutoCloseable {

  void take(Line row);

  /** All rows have come: what was held back is sent. */
  void finish();

  @Override
  void close();
}
