package clientele.etl.model.analysis;

import clientele.etl.analytics.value.ModelKind;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The model that tonight's back-test chose. */
record ChosenModel(String method, String basis) {

  /** Empty where there was none to choose. */
  static Optional<ChosenModel> read(Engine engine, Map<String, Object> parameters) {
    return engine
        .read(
            new Select(
                """
                select distinct method, basis from rpt_value_backtest
                where as_of_date = :as_of and is_chosen\
                """,
                Map.of("as_of", new RunValues(parameters).asOf())),
            ChosenModel.class)
        .stream()
        .findFirst();
  }

  ModelKind kind() {
    return FittedModels.kind(method);
  }

  FitBasis fitBasis() {
    return FitBasis.valueOf(basis.toUpperCase(Locale.ROOT));
  }
}
