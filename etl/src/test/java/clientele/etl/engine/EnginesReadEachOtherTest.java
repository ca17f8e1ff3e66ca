package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.schema.Column;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesReadEachOtherTest {

  @TempDir static Path folder;

  private static Engine duckDb;
  private static Engine spark;

  @BeforeAll
  static void open() {
    duckDb = Engines.open("duckdb", settings());
    spark = Engines.open("spark", settings());
  }

  @AfterAll
  static void close() {
    duckDb.close();
    spark.close();
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  private static EngineSettings settings() {
    return EngineSettings.defaults(folder.resolve("scratch"));
  }

  private static Written write(Engine engine) {
    engine.take("rows", Everything.class, Everything.ROWS);
    return engine.write(
        Select.of("select * from rows"),
        Everything.COLUMNS,
        folder.resolve("by-" + engine.name()),
        List.of());
  }

  private static void assertReads(Engine engine, Written written) {
    List<Column> columns = EngineCases.columns(Everything.COLUMNS);
    engine.register("of_the_other", written.files(), columns);
    Everything.assertRows(engine, "of_the_other");
  }

  @Test
  void duckdb_reads_what_spark_wrote() {
    assertReads(duckDb, write(spark));
  }

  @Test
  void spark_reads_what_duckdb_wrote() {
    assertReads(spark, write(duckDb));
  }

  @Test
  void files_of_both_are_one_relation() {
    String sql = "select 'by %s' as name, %d as pieces, %s as amount";
    List<FieldColumn> columns =
        List.of(
            EngineCases.field(1, "name", "varchar"),
            EngineCases.field(2, "pieces", "integer"),
            EngineCases.field(3, "amount", "decimal(38,10)"));
    Path directory = folder.resolve("by-both");
    Path first =
        duckDb
            .write(
                Select.of(sql.formatted("duckdb", 1, "1234567890123456789.0123456789")),
                columns,
                directory,
                List.of())
            .files()
            .get(0);
    Path second =
        spark
            .write(Select.of(sql.formatted("spark", 2, "-0.5")), columns, directory, List.of())
            .files()
            .get(0);

    assertThat(Footers.fields(first)).isEqualTo(Footers.fields(second));
    for (Engine engine : List.of(duckDb, spark)) {
      engine.register("both_of_them", List.of(first, second), EngineCases.columns(columns));
      assertThat(engine.show(Select.of("select * from both_of_them order by pieces"), 9).rows())
          .containsExactly(
              List.of("by duckdb", "1", "1234567890123456789.0123456789"),
              List.of("by spark", "2", "-0.5000000000"));
    }
  }
}
