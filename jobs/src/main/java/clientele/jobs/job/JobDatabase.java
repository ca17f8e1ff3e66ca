package clientele.jobs.job;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Spring Batch's job repository in the metadata database. Its tables are made when they are not
 * there, which only the holder of the lease may do.
 */
public final class JobDatabase implements AutoCloseable {

  private final JobConnection connection;
  private final JobRepository repository;

  /**
   * @param url JDBC URL of the metadata database, SQLite or PostgreSQL
   */
  public JobDatabase(String url) {
    this.connection = new JobConnection(url);
    try {
      if (!hasTables(connection)) {
        createTables();
      }
      this.repository = repository();
    } catch (SQLException e) {
      connection.close();
      throw JobFailure.of("the job repository cannot be opened", url, e);
    }
  }

  public JobRepository jobRepository() {
    return repository;
  }

  static boolean hasTables(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return hasTables(connection);
    }
  }

  static boolean hasTables(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String name = "BATCH_JOB_INSTANCE";
    try (ResultSet exact = metaData.getTables(null, null, name, null)) {
      if (exact.next()) {
        return true;
      }
    }
    try (ResultSet lower = metaData.getTables(null, null, name.toLowerCase(Locale.ROOT), null)) {
      return lower.next();
    }
  }

  private void createTables() throws SQLException {
    try (Connection session = connection.getConnection()) {
      String product = session.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
      session.setAutoCommit(false);
      new ResourceDatabasePopulator(
              new ClassPathResource("org/springframework/batch/core/schema-" + product + ".sql"))
          .populate(session);
      session.commit();
      session.setAutoCommit(true);
    }
  }

  private JobRepository repository() {
    JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
    factory.setDataSource(connection);
    factory.setTransactionManager(new JdbcTransactionManager(connection));
    try {
      factory.afterPropertiesSet();
      return OneCaller.of(JobRepository.class, factory.getObject());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
