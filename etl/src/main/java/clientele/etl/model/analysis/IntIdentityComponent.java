package clientele.etl.model.analysis;

import clientele.etl.analytics.identity.ComponentCut;
import clientele.etl.analytics.identity.ConnectedComponents;
import clientele.etl.analytics.identity.ConnectedComponents.Membership;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The people among the accounts: accounts joined by a chain of shared points of identity, unless
 * the chain bears too many names.
 */
public final class IntIdentityComponent implements Analysis {

  private static final String MEMBERSHIP = "int_identity_component__membership";
  private static final String CROWD = "int_identity_component__crowd";
  private static final String PART = "int_identity_component__part";

  /** An account, and the first account at one of its points of identity. */
  record Edge(long recordKey, long firstRecordKey) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_contact_point", "int_identity_edge");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    ConnectedComponents components = new ConnectedComponents();
    engine.scan(
        Select.of(
            """
            select
              record_key,
              min(record_key) over (partition by point_key) as first_record_key
            from int_identity_edge
            """),
        Edge.class,
        edge -> components.connect(edge.recordKey(), edge.firstRecordKey()));
    engine.take(MEMBERSHIP, Membership.class, components);
    engine.keep(CROWD, new Select(crowd(), parameters));
    int maxNames = ((Number) parameters.get("identity_max_names_per_person")).intValue();
    List<ComponentCut.Edge> edges =
        engine.read(
            Select.of("select record_key, point_key, rule_rank, name from " + CROWD),
            ComponentCut.Edge.class);
    engine.take(PART, ComponentCut.Part.class, new ComponentCut(maxNames).cut(edges));
    return Select.of(
        """
        select whole.record_key, whole.component_key, 4 as kept_rule_rank
        from %1$s as whole
        left join %2$s as part on part.record_key = whole.record_key
        where part.record_key is null
        union all
        select record_key, component_key, kept_rule_rank from %2$s
        """
            .formatted(MEMBERSHIP, PART));
  }

  /** The edges of components with too many names; a name is an initial and a surname. */
  private static String crowd() {
    return """
    with named as (
      select
        hash_key(source || ':' || customer_id) as record_key,
        max(coalesce(substr(given_name, 1, 1), '') || ' ' || family_name) as name
      from int_contact_point
      group by source, customer_id
    ),
    crowds as (
      select member.component_key
      from %1$s as member
      join named on named.record_key = member.record_key
      group by member.component_key
      having count(distinct named.name) > :identity_max_names_per_person
    )
    select edge.record_key, edge.point_key, edge.rule_rank, coalesce(named.name, '') as name
    from crowds
    join %1$s as member on member.component_key = crowds.component_key
    join int_identity_edge as edge on edge.record_key = member.record_key
    left join named on named.record_key = edge.record_key
    """
        .formatted(MEMBERSHIP);
  }
}
