package clientele.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;

/** The walls between the rooms. A room that needs a door here needs a decision first. */
@AnalyzeClasses(packages = "clientele", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  private static final Set<String> CLOCKS =
      Set.of(
          Instant.class.getName(),
          LocalDate.class.getName(),
          LocalDateTime.class.getName(),
          OffsetDateTime.class.getName(),
          ZonedDateTime.class.getName());

  @ArchTest
  static final ArchRule ONLY_THE_ENGINE_ROOM_SEES_DUCKDB_AND_SPARK =
      noClasses()
          .that()
          .resideOutsideOfPackage("clientele.etl.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.duckdb..", "org.apache.spark..", "scala..");

  @ArchTest
  static final ArchRule ONLY_THE_STORE_SEES_ICEBERG =
      noClasses()
          .that()
          .resideOutsideOfPackage("clientele.etl.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.iceberg..");

  @ArchTest
  static final ArchRule ONLY_JOBS_SEES_SPRING_AND_PICOCLI =
      noClasses()
          .that()
          .resideOutsideOfPackage("clientele.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "picocli..");

  @ArchTest
  static final ArchRule THE_COMMANDS_KNOW_NO_SPRING =
      noClasses()
          .that()
          .resideInAPackage("clientele.jobs.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..")
          .because("'clientele status' answers at once");

  @ArchTest
  static final ArchRule STATISTICS_ARE_PURE =
      classes()
          .that()
          .resideInAPackage("clientele.etl.analytics..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "clientele.etl.analytics..",
              "java.lang..",
              "java.util..",
              "java.math..",
              "java.time..",
              "org.apache.commons.math3..",
              "org.apache.commons.statistics..",
              "org.apache.commons.rng..",
              "org.apache.commons.numbers..");

  @ArchTest
  static final ArchRule THE_CONTRACTS_STAND_ON_THE_GROUND =
      noClasses()
          .that()
          .resideInAnyPackage("clientele.schema..", "clientele.failure..", "clientele.yaml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("clientele.etl..", "clientele.jobs..", "java.sql..");

  @ArchTest
  static final ArchRule ROWS_GO_UP_AND_ARROWS_DOWN =
      noClasses()
          .that()
          .resideInAPackage("clientele.etl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("clientele.jobs..");

  @ArchTest
  static final ArchRule NO_PART_KNOWS_THE_FRONT_DOOR =
      noClasses()
          .that()
          .resideInAPackage("clientele.etl.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("clientele.etl");

  @ArchTest
  static final ArchRule THE_ENGINE_KNOWS_NO_STORE_AND_THE_STORE_ONLY_WHAT_WAS_WRITTEN =
      noClasses()
          .that()
          .resideInAPackage("clientele.etl.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "clientele.etl.store..",
              "clientele.etl.extract..",
              "clientele.etl.model..",
              "clientele.etl.check..",
              "clientele.etl.deliver..");

  @ArchTest
  static final ArchRule JDBC_STAYS_WITH_THOSE_WHO_KEEP_OR_FETCH_ROWS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "clientele.etl.engine..",
              "clientele.etl.extract..",
              "clientele.etl.store..",
              "clientele.etl.sample..",
              "clientele.jobs.job..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule ONLY_JOBS_ASK_WHAT_TIME_IT_IS =
      noClasses()
          .that()
          .resideOutsideOfPackage("clientele.jobs..")
          .should()
          .accessTargetWhere(asksForTheTime());

  @ArchTest
  static final ArchRule NO_PACKAGES_GO_ROUND_IN_CIRCLES =
      slices().matching("clientele.(**)").should().beFreeOfCycles();

  private static DescribedPredicate<JavaAccess<?>> asksForTheTime() {
    return DescribedPredicate.describe(
        "asks for the current time",
        access -> {
          AccessTarget target = access.getTarget();
          String owner = target.getOwner().getName();
          return target.getName().equals("now") && CLOCKS.contains(owner)
              || target.getName().startsWith("system")
                  && Set.of(Clock.class.getName(), InstantSource.class.getName()).contains(owner)
              || target.getName().equals("currentTimeMillis")
              || target.getName().equals("<init>") && owner.equals("java.util.Date");
        });
  }
}
