package clientele.etl;

import clientele.etl.store.QuarantineDecision;
import clientele.schema.Column;
import clientele.schema.Contracts;
import clientele.schema.TableContract;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a row can come in although a person says so: it must have a key of its own, and a value
 * that is left out must not be one that the contract needs.
 */
record Release(QuarantineDecision.Fault fault, Contracts contracts) {

  private static final String WITHOUT_KEY = "(";

  /** Why not, for people; empty where it can. */
  Optional<String> refusal() {
    return reason()
        .map(
            reason ->
                "'%s' of %s.%s, %s %s: cannot be released, for %s; mend it at the source or in the mapping, or dismiss it"
                    .formatted(
                        fault.naturalKey(),
                        fault.source(),
                        fault.table(),
                        fault.column(),
                        fault.rule().replace('_', ' '),
                        reason));
  }

  private Optional<String> reason() {
    if (fault.rule().contains("duplicate_key") || fault.rule().equals("key stands twice")) {
      return Optional.of("another row has its key");
    } else if (fault.stage().equals("extract")) {
      return fault.naturalKey().startsWith(WITHOUT_KEY)
          ? Optional.of("it has no key")
          : Optional.empty();
    } else if (fault.rule().startsWith("breaks the rule")) {
      return Optional.of("no single value can be left out so that the row would keep the rule");
    }
    return isTime() || !requiredColumns().contains(fault.column())
        ? Optional.empty()
        : Optional.of("the contract of %s needs %s".formatted(fault.table(), fault.column()));
  }

  /** Rules about the age of a time are no checks of the contract: the row comes in as it is. */
  private boolean isTime() {
    return fault.rule().startsWith("is before limits.") || fault.rule().startsWith("is more than ");
  }

  private Set<String> requiredColumns() {
    TableContract contract = contracts.require(fault.table());
    return contract.columns().stream()
        .filter(Column::isRequired)
        .map(Column::name)
        .collect(Collectors.toSet());
  }
}
