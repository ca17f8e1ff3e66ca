package clientele.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineCommandTest {

  private static final String MAPPING =
      """
      select id as customer_id, name as family_name, born as birth_date, %s as gender,
        case when kind = '' then null else kind end as kind
      from mill__people
      """;

  private static final String PEOPLE = "select person_id from dim_customer where customer_key > 0";

  @TempDir private Path project;

  private Cli run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--project";
    all[arguments.length + 1] = project.toString();
    return Cli.run(all);
  }

  private void night(String date) {
    Cli night = run("run", "nightly", "--date", date, "--set", "limits.quarantined_share=1");
    assertThat(night.exitCode()).as(night.err()).isZero();
  }

  private void write(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private JsonNode json(String... arguments) throws IOException {
    return new ObjectMapper().readTree(run(arguments).out());
  }

  private String fault(String key) throws IOException {
    for (JsonNode fault : json("quarantine", "--faults", "--json")) {
      if (fault.get("natural_key").asText().equals(key)) {
        return fault.get("fault_id").asText();
      }
    }
    throw new AssertionError(key);
  }

  private String reconciled(String columns) throws IOException {
    return json(
            "sql",
            "select %s from rpt_reconciliation where table_name in ('people', 'stg_customer')"
                    .formatted(columns)
                + " order by station",
            "--json")
        .toString();
  }

  @Test
  void refusedRowsAreListedByReasonReleasedDismissedAndComeInWhenTheMappingIsMended()
      throws IOException {
    write("clientele.yml", "name: Mill\n");
    write(
        "sources/mill/source.yml",
        """
        transport: files
        tables:
          people: {files: data/*.csv, key: [id], columns: {born: date}}
        """);
    write("sources/mill/customer.sql", MAPPING.formatted("'f'"));
    write(
        "data/people.csv",
        """
        id,name,born,kind
        1,Baker,1980-02-29,person
        2,Miller,1981-02-29,person
        3,Cook,0202-01-01,person
        4,Brewer,1985-01-01,perso
        5,Smith,1985-01-01,firm
        6,Tailor,1985-01-01,firm
        """);
    night("2026-03-30");

    JsonNode reasons = json("quarantine", "--json");
    assertThat(reasons).hasSize(3);
    assertThat(reasons.get(0).get("row_count").asInt()).isEqualTo(3);
    assertThat(reasons.get(0).get("rule").asText()).isEqualTo("is none of person, company");
    assertThat(run("quarantine").out()).contains("not_a_date", "1981-02-29", "0202-01-01");
    assertThat(reconciled("rows_in, rows_loaded, rows_quarantined"))
        .isEqualTo(
            "[{\"rows_in\":6,\"rows_loaded\":5,\"rows_quarantined\":1},"
                + "{\"rows_in\":5,\"rows_loaded\":1,\"rows_quarantined\":4}]");

    assertThat(run("quarantine", "release", "nobody", "--note", " ").err())
        .contains("no fault 'nobody' is in quarantine", "--note is empty");
    assertThat(
            run("quarantine", "release", fault("2"), fault("3"), "--note", "old paper").exitCode())
        .isZero();
    assertThat(run("quarantine", "dismiss", fault("4"), "--note", "a test account").exitCode())
        .isZero();
    night("2026-03-31");
    assertThat(json("sql", PEOPLE, "--json")).hasSize(3);
    assertThat(reconciled("rows_quarantined, rows_dismissed, rows_released"))
        .isEqualTo(
            "[{\"rows_quarantined\":0,\"rows_dismissed\":0,\"rows_released\":1},"
                + "{\"rows_quarantined\":3,\"rows_dismissed\":1,\"rows_released\":1}]");
    assertThat(run("quarantine").out()).contains("dismissed", "open");

    write(
        "sources/mill/customer.sql",
        MAPPING
            .formatted("'f'")
            .replace("else kind", "when kind = 'firm' then 'company' else kind"));
    night("2026-04-01");
    assertThat(json("quarantine", "--faults", "--json")).hasSize(1);
    assertThat(json("sql", PEOPLE, "--json")).hasSize(5);
    assertThat(run("quarantine", "reopen", fault("4"), "--note", "it is one").exitCode()).isZero();
    assertThat(run("quarantine", "--decisions").out())
        .contains("released", "dismissed", "reopened", "a test account");
  }
}
