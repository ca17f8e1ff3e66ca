package clientele.schema;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.yaml.Faults;
import org.junit.jupiter.api.Test;

class ContractReaderTest {

  private final Faults faults = new Faults();
  private final ContractReader reader = new ContractReader(faults);

  private static final String GOOD =
      """
      table: fact_loaf
      grain: one loaf
      meaning: What was baked.
      owner: Anna Baker
      kind: upsert
      key: [loaf_key]
      columns:
        loaf_key: {type: bigint, required: true, meaning: its key}
        flour_key: {type: bigint, references: dim_flour.flour_key, meaning: what it is made of}
        grams: {type: integer, between: [0, null], meaning: weight, unit: g, severity: warn}
        kind: {type: varchar, values: [rye, wheat], meaning: kind of bread}
      checks:
        - {name: is_heavy_enough, truth: "grams > 100"}
        - {not_empty: true}
      """;

  @Test
  void aGoodContractIsReadWhole() {
    TableContract contract = reader.read("star/facts", "fact_loaf.yml", GOOD).orElseThrow();

    assertThat(faults.lines()).isEmpty();
    assertThat(contract.layer()).isEqualTo(Layer.STAR);
    assertThat(contract.kind()).isEqualTo(TableKind.UPSERT);
    assertThat(contract.columns())
        .extracting(Column::name)
        .containsExactly("loaf_key", "flour_key", "grams", "kind");
    assertThat(contract.checks())
        .extracting(Check::name)
        .containsExactly(
            "unique(loaf_key)",
            "required(loaf_key)",
            "references(flour_key, dim_flour.flour_key)",
            "between(grams)",
            "values(kind)",
            "is_heavy_enough",
            "not_empty");
    assertThat(contract.column("grams").unit()).contains("g");
  }

  @Test
  void aShareOfRefusedRowsIsFromZeroToOne() {
    String good = GOOD.replace("kind: upsert", "kind: upsert\nquarantined_share: 0.05");

    assertThat(reader.read("star/facts", "fact_loaf.yml", good).orElseThrow().quarantinedShare())
        .hasValue(0.05);
    reader.read("star/facts", "fact_loaf.yml", good.replace("0.05", "5"));
    assertThat(faults.lines())
        .singleElement()
        .asString()
        .contains("'quarantined_share' is a share from 0 to 1");
  }

  @Test
  void allFaultsAreToldAtOnceWithFileAndLine() {
    reader.read(
        "star/facts",
        "fact_loaf.yml",
        """
        table: fact_bread
        grains: one loaf
        meaning: What was baked.
        owner: Anna Baker
        kind: type3
        key: [loaf_key]
        columns:
          loaf: {type: money, meaning: its key}
        """);

    assertThat(faults.lines())
        .contains(
            "contracts/star/facts/fact_loaf.yml:2: unknown key 'grains'; did you mean 'grain'?",
            "contracts/star/facts/fact_loaf.yml:1: 'grain' is missing",
            "contracts/star/facts/fact_loaf.yml:1: table 'fact_bread' stands in file"
                + " fact_loaf.yml, names differ")
        .anySatisfy(line -> assertThat(line).contains(":5: unknown kind 'type3'"))
        .anySatisfy(line -> assertThat(line).contains(":8: unknown type 'money'"))
        .anySatisfy(line -> assertThat(line).contains("column 'loaf_key' is named as a key"));
  }

  @Test
  void aFileThatIsNotYamlIsNamed() {
    assertThat(reader.read("star/facts", "fact_loaf.yml", "table: [")).isEmpty();
    assertThat(faults.lines().get(0)).startsWith("contracts/star/facts/fact_loaf.yml: not YAML");
  }

  @Test
  void everyContractOfTheProgramIsSound() {
    assertThat(Contracts.builtIn().all())
        .extracting(TableContract::name)
        .contains("stg_customer", "stg_order_line");
  }
}
