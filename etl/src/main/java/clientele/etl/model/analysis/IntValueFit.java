package clientele.etl.model.analysis;

import clientele.etl.analytics.value.BetaGeometric;
import clientele.etl.analytics.value.Fit;
import clientele.etl.analytics.value.GammaGamma;
import clientele.etl.analytics.value.ModelKind;
import clientele.etl.analytics.value.Parameter;
import clientele.etl.analytics.value.PurchaseModel;
import clientele.etl.analytics.value.SpendState;
import clientele.etl.analytics.value.Verdict;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fits every model once a night on all customers and once on what was known at each of the
 * back-test's cuts; where the history seems to begin after the company did, also on its first
 * month's customers and on the others apart.
 */
public final class IntValueFit implements Analysis {

  static final String ALL = "all";

  record SpendRow(int repeatPaidDays, BigDecimal repeatPaidAmount, long customers) {
    SpendState state() {
      return new SpendState(
          repeatPaidDays, repeatPaidAmount.doubleValue() / repeatPaidDays, customers);
    }
  }

  record Row(
      String fittedOn,
      String customerGroup,
      String model,
      String parameter,
      Double estimate,
      Double standardError,
      Double low95,
      Double high95,
      Double logLikelihood,
      long customers,
      String verdict,
      String reason) {}

  @Override
  public Set<String> inputs() {
    return Set.of(
        "int_value_state",
        "int_value_spend_state",
        "int_value_holdout_state",
        "int_value_holdout_person");
  }

  /**
   * What a fit at a cut is called.
   *
   * @param cutNo 1 for the newest
   */
  static String beforeCut(int cutNo) {
    return cutNo == 1 ? "before_cut" : "before_cut_" + cutNo;
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    List<HistoryState> states = HistoryState.read(engine);
    boolean isTruncated = HistoryState.truncation(states).isPresent();
    OrderGate gate = OrderGate.of(parameters);
    List<Row> rows = new ArrayList<>();
    orderRows(ALL, states, isTruncated, gate, rows);
    spendRows(ALL, spends(engine), gate.shortfall(states), rows);
    for (int cutNo = 1; cutNo <= HoldoutState.cuts(parameters); cutNo++) {
      List<HistoryState> before =
          HoldoutState.read(engine, cutNo).stream().map(HoldoutState::history).toList();
      // Where the history is too short for an older cut nothing is missing.
      if (cutNo == 1 || gate.shortfall(before).isEmpty()) {
        orderRows(beforeCut(cutNo), before, isTruncated, gate, rows);
        spendRows(beforeCut(cutNo), spends(engine, cutNo), gate.shortfall(before), rows);
      }
    }
    engine.take("int_value_fit__rows", Row.class, rows);
    return Select.of(
        """
        select
          fitted_on, customer_group, model, parameter, estimate, standard_error, low95 as low_95,
          high95 as high_95, log_likelihood, customers, verdict, reason
        from int_value_fit__rows\
        """);
  }

  private static void orderRows(
      String fittedOn,
      List<HistoryState> states,
      boolean isTruncated,
      OrderGate gate,
      List<Row> rows) {
    Optional<String> shortfall = gate.shortfall(states);
    int oldest = HistoryState.oldest(states);
    for (CustomerGroup group : CustomerGroup.values()) {
      if (group != CustomerGroup.EVERYBODY && (!isTruncated || shortfall.isPresent())) {
        continue;
      }
      List<HistoryState> members =
          states.stream().filter(state -> group.has(state.ageDays(), oldest)).toList();
      fits(members, shortfall)
          .forEach(
              (kind, fit) ->
                  add(fittedOn, group, FittedModels.column(kind), kind.parameters(), fit, rows));
    }
  }

  private static Map<ModelKind, Fit<PurchaseModel>> fits(
      List<HistoryState> states, Optional<String> shortfall) {
    if (shortfall.isEmpty()) {
      return ModelKind.fitAll(HistoryState.sample(states));
    }
    Map<ModelKind, Fit<PurchaseModel>> none = new EnumMap<>(ModelKind.class);
    long customers = HistoryState.extent(states).customers();
    for (ModelKind kind : ModelKind.values()) {
      none.put(kind, Fit.without(Verdict.NOT_ENOUGH_DATA, shortfall.get(), customers));
    }
    return none;
  }

  private static List<SpendRow> spends(Engine engine) {
    return engine.read(
        Select.of(
            """
            select repeat_paid_days, repeat_paid_amount, customers from int_value_spend_state
            order by repeat_paid_days, repeat_paid_amount\
            """),
        SpendRow.class);
  }

  private static List<SpendRow> spends(Engine engine, int cutNo) {
    return engine.read(
        new Select(
            """
            select repeat_paid_days, repeat_paid_amount, count(*) as customers
            from int_value_holdout_person
            where cut_no = :cut_no and repeat_paid_days > 0
            group by repeat_paid_days, repeat_paid_amount
            order by repeat_paid_days, repeat_paid_amount\
            """,
            Map.of("cut_no", cutNo)),
        SpendRow.class);
  }

  private static void spendRows(
      String fittedOn, List<SpendRow> spends, Optional<String> shortfall, List<Row> rows) {
    Fit<GammaGamma> fit =
        shortfall
            .map(
                reason ->
                    Fit.<GammaGamma>without(
                        Verdict.NOT_ENOUGH_DATA,
                        reason,
                        spends.stream().mapToLong(SpendRow::customers).sum()))
            .orElseGet(() -> GammaGamma.fit(spends.stream().map(SpendRow::state).toList()));
    add(fittedOn, CustomerGroup.EVERYBODY, "gamma_gamma", List.of("p", "q", "gamma"), fit, rows);
  }

  private static void add(
      String fittedOn,
      CustomerGroup group,
      String model,
      List<String> names,
      Fit<?> fit,
      List<Row> rows) {
    for (String name : names) {
      Optional<Parameter> parameter =
          fit.parameters().stream().filter(each -> each.name().equals(name)).findFirst();
      rows.add(
          new Row(
              fittedOn,
              group.column(),
              model,
              name,
              parameter.map(Parameter::value).or(() -> regularity(name, fit)).orElse(null),
              parameter.map(Parameter::standardError).orElse(null),
              parameter.map(Parameter::low).orElse(null),
              parameter.map(Parameter::high).orElse(null),
              fit.logLikelihood().orElse(null),
              fit.customers(),
              fit.verdict().name().toLowerCase(Locale.ROOT),
              fit.reason()));
    }
  }

  /** k is chosen among whole numbers, and has no standard error. */
  private static Optional<Double> regularity(String name, Fit<?> fit) {
    return fit.model()
        .filter(model -> name.equals("k"))
        .map(model -> (double) ((BetaGeometric) model).regularity());
  }
}
