package clientele.etl.model.analysis;

import clientele.etl.analytics.value.Fit;
import clientele.etl.analytics.value.GammaGamma;
import clientele.etl.analytics.value.Parameter;
import clientele.etl.analytics.value.SpendState;
import clientele.etl.analytics.value.Verdict;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fits the models of orders and of spend. */
public final class RptValueModel implements Analysis {

  record SpendRow(int repeatPaidDays, BigDecimal repeatPaidAmount, long customers) {
    SpendState state() {
      return new SpendState(
          repeatPaidDays, repeatPaidAmount.doubleValue() / repeatPaidDays, customers);
    }
  }

  record Row(
      LocalDate asOfDate,
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
    return Set.of("int_value_state", "int_value_spend_state");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    List<HistoryState> states =
        engine.read(
            Select.of("select repeats, last_at_days, age_days, customers from int_value_state"),
            HistoryState.class);
    List<SpendRow> spends =
        engine.read(Select.of("select * from int_value_spend_state"), SpendRow.class);
    LocalDate asOf = (LocalDate) parameters.get("as_of");
    List<Row> rows = new ArrayList<>();
    rows.addAll(
        rows(asOf, "bg_nbd", List.of("r", "alpha", "a", "b"), OrderModel.fit(states, parameters)));
    rows.addAll(
        rows(asOf, "gamma_gamma", List.of("p", "q", "gamma"), fit(spends, states, parameters)));
    engine.take("rpt_value_model__rows", Row.class, rows);
    return Select.of(
        """
        select
          as_of_date, model, parameter, estimate, standard_error, low95 as low_95,
          high95 as high_95, log_likelihood, customers, verdict, reason
        from rpt_value_model__rows""");
  }

  private static Fit<GammaGamma> fit(
      List<SpendRow> spends, List<HistoryState> states, Map<String, Object> parameters) {
    return OrderModel.shortfall(states, parameters)
        .map(
            reason ->
                Fit.<GammaGamma>without(
                    Verdict.NOT_ENOUGH_DATA,
                    reason,
                    spends.stream().mapToLong(SpendRow::customers).sum()))
        .orElseGet(() -> GammaGamma.fit(spends.stream().map(SpendRow::state).toList()));
  }

  private static List<Row> rows(LocalDate asOf, String model, List<String> names, Fit<?> fit) {
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      Optional<Parameter> parameter =
          fit.parameters().stream().filter(each -> each.name().equals(name)).findFirst();
      rows.add(
          new Row(
              asOf,
              model,
              name,
              parameter.map(Parameter::value).orElse(null),
              parameter.map(Parameter::standardError).orElse(null),
              parameter.map(Parameter::low).orElse(null),
              parameter.map(Parameter::high).orElse(null),
              fit.logLikelihood().orElse(null),
              fit.customers(),
              fit.verdict().name().toLowerCase(Locale.ROOT),
              fit.reason()));
    }
    return rows;
  }
}
