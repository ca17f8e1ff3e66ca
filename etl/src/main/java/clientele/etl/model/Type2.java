package clientele.etl.model;

import clientele.schema.Column;
import clientele.schema.TableContract;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the SELECT that brings a type 2 dimension up to date: the members as they are now, beside
 * the versions that are stored. A member whose attributes differ from its current version closes
 * that version at the moment of change and opens another; a member that is not delivered any more
 * keeps its last version.
 */
final class Type2 {

  /** Filled by the machine; the model gives {@code changed_at} instead. */
  private static final Set<String> MACHINE = Set.of("valid_from", "valid_to", "is_current");

  private final TableContract contract;
  private final String surrogate;
  private final List<String> attributes;

  Type2(TableContract contract) {
    this.contract = contract;
    this.surrogate = contract.key().get(0);
    this.attributes =
        contract.columns().stream()
            .map(Column::name)
            .filter(name -> !name.equals(surrogate) && !MACHINE.contains(name))
            .filter(name -> !contract.naturalKey().contains(name))
            .toList();
  }

  /**
   * The merged content.
   *
   * @param now relation of the members as they are: natural key, attributes, changed_at
   * @param stored relation of the versions of the last publication, empty on the first night
   */
  String merge(String now, String stored) {
    String same = on("c", "n");
    return """
        with current_version as (
          select * from %2$s where is_current
        ),
        moved as (
          select
            %3$s,
            %4$s,
            case
              when c.%5$s is null then timestamp '1900-01-01 00:00:00'
              when n.changed_at is null or n.changed_at <= c.valid_from then greatest(:as_of_begin, c.valid_from)
              else n.changed_at
            end as valid_from
          from %1$s n
          left join current_version c on %6$s
          where c.%5$s is null%7$s
        ),
        kept as (
          select
            %8$s,
            %9$s,
            s.valid_from,
            case when s.is_current and m.valid_from is not null then m.valid_from else s.valid_to end as valid_to,
            s.is_current and m.valid_from is null as is_current
          from %2$s s
          left join moved m on %10$s
          where not (s.is_current and m.valid_from is not null and m.valid_from <= s.valid_from)
        ),
        opened as (
          select
            %11$s,
            %12$s,
            m.valid_from,
            timestamp '9999-12-31 00:00:00' as valid_to,
            true as is_current
          from moved m
        ),
        versions as (
          select * from kept
          union all
          select * from opened
        )
        select
          surrogate_key(%13$s, valid_from) as %14$s,
          *
        from versions
        """
        .formatted(
            now,
            stored,
            list("n", contract.naturalKey()),
            list("n", attributes),
            contract.naturalKey().get(0),
            same,
            differences(),
            list("s", contract.naturalKey()),
            list("s", attributes),
            on("s", "m"),
            list("m", contract.naturalKey()),
            list("m", attributes),
            naturalText(),
            surrogate);
  }

  private String differences() {
    return attributes.stream()
        .map(name -> "\n    or c." + name + " is distinct from n." + name)
        .collect(Collectors.joining());
  }

  private String on(String left, String right) {
    return contract.naturalKey().stream()
        .map(name -> "%s.%s = %s.%s".formatted(left, name, right, name))
        .collect(Collectors.joining(" and "));
  }

  private static String list(String alias, List<String> names) {
    return names.stream().map(name -> alias + "." + name).collect(Collectors.joining(",\n    "));
  }

  /** The special members '(unknown)' and '(not applicable)' have that text in every part. */
  private String naturalText() {
    List<String> parts = contract.naturalKey();
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return "case when %1$s like '(%%' then %1$s else concat(%2$s) end"
        .formatted(parts.get(0), String.join(", ':', ", parts));
  }
}
