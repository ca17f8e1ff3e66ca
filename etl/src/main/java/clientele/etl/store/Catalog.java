package clientele.etl.store;

import clientele.schema.Column;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.ClientPool;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;

/** The tables that Iceberg's catalog in the metadata database knows, each as it is now. */
final class Catalog implements AutoCloseable {

  private static final String NAME = "clientele";

  private static final Map<String, String> TABLE_PROPERTIES =
      Map.of(
          TableProperties.FORMAT_VERSION, "2",
          TableProperties.PARQUET_COMPRESSION, "zstd",
          // A commit refused as stale may be our own whose answer was lost: BranchCommit looks.
          TableProperties.COMMIT_NUM_RETRIES, "0",
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20",
          // ReplaceDate needs the bounds of the date column, wherever it stands.
          TableProperties.METRICS_MAX_INFERRED_COLUMN_DEFAULTS, "1000");

  private final JdbcCatalog iceberg;
  private final LocationSettings location;
  private final Map<TableName, Table> loaded = new ConcurrentHashMap<>();

  Catalog(MetadataDatabase database) {
    this.location = database.location();
    this.iceberg =
        new JdbcCatalog(properties -> new LocalFiles(), properties -> new Pool(database), true);
    iceberg.initialize(
        NAME,
        Map.of(
            CatalogProperties.URI,
            location.metadataUrl(),
            CatalogProperties.WAREHOUSE_LOCATION,
            location.warehouse().toString(),
            "jdbc.schema-version",
            "V1"));
  }

  List<TableName> tables() {
    return iceberg.listNamespaces().stream()
        .flatMap(namespace -> iceberg.listTables(namespace).stream())
        .map(identifier -> new TableName(identifier.namespace().toString(), identifier.name()))
        .sorted()
        .toList();
  }

  Optional<Table> find(TableName name) {
    Table known = loaded.get(name);
    if (known != null) {
      known.refresh();
      return Optional.of(known);
    }
    try {
      Table table = iceberg.loadTable(identifier(name));
      loaded.put(name, table);
      return Optional.of(table);
    } catch (NoSuchTableException notThere) {
      return Optional.empty();
    }
  }

  Table require(TableName name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("there is no table %s yet".formatted(name)));
  }

  /**
   * Makes a table with one empty snapshot on main: what main goes back to when the first
   * publication of the table is undone.
   */
  Table create(TableName name, List<Column> columns) {
    ensure(Namespace.of(name.namespace()));
    Transaction creation =
        iceberg
            .buildTable(identifier(name), IcebergTypes.schema(columns))
            .withPartitionSpec(PartitionSpec.unpartitioned())
            .withLocation(folder(name).toString())
            .withProperties(TABLE_PROPERTIES)
            .createTransaction();
    creation.newAppend().commit();
    creation.commitTransaction();
    return require(name);
  }

  private synchronized void ensure(Namespace namespace) {
    if (!iceberg.namespaceExists(namespace)) {
      try {
        iceberg.createNamespace(namespace);
      } catch (AlreadyExistsException madeBySomebodyElse) {
        // that is as good
      }
    }
  }

  Path folder(TableName name) {
    return location.warehouse().resolve(name.namespace()).resolve(name.name());
  }

  private static TableIdentifier identifier(TableName name) {
    return TableIdentifier.of(name.namespace(), name.name());
  }

  @Override
  public void close() {
    iceberg.close();
  }

  /**
   * Hands out the metadata database's connections. Iceberg's own pool sends a statement again after
   * a lost connection: a commit that had arrived would then be taken for refused, and its files
   * deleted.
   */
  private static final class Pool extends JdbcClientPool {

    private final MetadataDatabase database;

    Pool(MetadataDatabase database) {
      super(1, database.location().metadataUrl(), Map.of());
      this.database = database;
    }

    @Override
    public <R> R run(ClientPool.Action<R, Connection, SQLException> action, boolean retry)
        throws SQLException {
      return database.run(action::run);
    }
  }
}
