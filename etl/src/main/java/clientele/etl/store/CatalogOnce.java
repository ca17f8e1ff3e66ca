package clientele.etl.store;

/** Iceberg is loaded when a table is first asked for: what is published is known without it. */
final class CatalogOnce implements AutoCloseable {

  private final MetadataDatabase database;
  private Catalog catalog;

  CatalogOnce(MetadataDatabase database) {
    this.database = database;
  }

  synchronized Catalog get() {
    if (catalog == null) {
      catalog = new Catalog(database);
    }
    return catalog;
  }

  @Override
  public synchronized void close() {
    if (catalog != null) {
      catalog.close();
    }
  }
}
