package clientele.etl.model.analysis;

import clientele.etl.analytics.value.ModelKind;
import clientele.etl.analytics.value.PurchaseModel;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The purchase models of {@code int_value_fit} that were fitted up to one date. */
final class FittedModels {

  record Row(
      String model,
      String customerGroup,
      String parameter,
      Double estimate,
      Double logLikelihood,
      String reason) {}

  private record Place(String model, String group) {}

  private final Map<Place, Map<String, Double>> values = new HashMap<>();
  private final Map<Place, String> reasons = new HashMap<>();
  private final Map<Place, Double> logLikelihoods = new HashMap<>();

  /**
   * @param fittedOn {@link IntValueFit#ALL} or a {@link IntValueFit#beforeCut}
   */
  FittedModels(Engine engine, String fittedOn) {
    List<Row> rows =
        engine.read(
            new Select(
                """
                select model, customer_group, parameter, estimate, log_likelihood, reason
                from int_value_fit
                where fitted_on = :fitted_on\
                """,
                Map.of("fitted_on", fittedOn)),
            Row.class);
    for (Row row : rows) {
      Place place = new Place(row.model, row.customerGroup);
      reasons.put(place, row.reason);
      if (row.estimate != null) {
        logLikelihoods.put(place, row.logLikelihood);
        values.computeIfAbsent(place, any -> new HashMap<>()).put(row.parameter, row.estimate);
      }
    }
  }

  static String column(ModelKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static ModelKind kind(String column) {
    return ModelKind.valueOf(column.toUpperCase(Locale.ROOT));
  }

  /** What the fit was good for, in words. */
  String reason(ModelKind kind, CustomerGroup group) {
    return reasons.getOrDefault(
        new Place(column(kind), group.column()), "no model was fitted for this date");
  }

  /** The usable model of everybody with the greatest log-likelihood. */
  Optional<ModelKind> likeliest() {
    return Arrays.stream(ModelKind.values())
        .filter(kind -> logLikelihoods.containsKey(everybody(kind)))
        .max(Comparator.comparing(kind -> logLikelihoods.get(everybody(kind))));
  }

  /** Why there is none, in words; all say the same where the data gate is shut. */
  String gap() {
    return Arrays.stream(ModelKind.values())
        .map(kind -> reason(kind, CustomerGroup.EVERYBODY))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  boolean isUsable(ModelKind kind) {
    return values.containsKey(everybody(kind));
  }

  private static Place everybody(ModelKind kind) {
    return new Place(column(kind), CustomerGroup.EVERYBODY.column());
  }

  /** The models that a basis needs; empty where one of them is not usable. */
  Optional<Speakers> speakers(ModelKind kind, FitBasis basis, int oldestDays) {
    Map<CustomerGroup, PurchaseModel> models =
        Arrays.stream(CustomerGroup.values())
            .filter(group -> values.containsKey(new Place(column(kind), group.column())))
            .collect(
                Collectors.toMap(
                    group -> group,
                    group -> kind.model(values.get(new Place(column(kind), group.column())))));
    boolean isWhole =
        switch (basis) {
          case EVERYBODY -> models.containsKey(CustomerGroup.EVERYBODY);
          case NEWCOMERS -> models.containsKey(CustomerGroup.NEWCOMERS);
          case BY_COHORT ->
              models.containsKey(CustomerGroup.NEWCOMERS)
                  && models.containsKey(CustomerGroup.FIRST_COHORT);
        };
    return isWhole ? Optional.of(new Speakers(basis, models, oldestDays)) : Optional.empty();
  }

  /** Models by whom they speak for. */
  record Speakers(FitBasis basis, Map<CustomerGroup, PurchaseModel> models, int oldestDays) {

    PurchaseModel of(int ageDays) {
      return models.get(basis.groupOf(ageDays, oldestDays));
    }
  }
}
