package clientele.etl.model.analysis;

import clientele.etl.analytics.identity.ConnectedComponents;
import clientele.etl.analytics.identity.ConnectedComponents.Membership;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.util.Map;
import java.util.Set;

/** The people among the accounts: accounts joined by a chain of shared points of identity. */
public final class IntIdentityComponent implements Analysis {

  private static final String MEMBERSHIP = "int_identity_component__membership";

  /** An account, and the first account at one of its points of identity. */
  record Edge(long recordKey, long firstRecordKey) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_identity_edge");
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
    return Select.of("select record_key, component_key from " + MEMBERSHIP);
  }
}
