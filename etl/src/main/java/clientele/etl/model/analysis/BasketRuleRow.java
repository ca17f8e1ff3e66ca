package clientele.etl.model.analysis;

import clientele.etl.analytics.basket.BasketRule;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** A row of rpt_basket_rule. */
record BasketRuleRow(
    LocalDate asOfDate,
    String level,
    String leftIds,
    String leftNames,
    int leftItems,
    String rightId,
    String rightName,
    int place,
    long orders,
    long leftOrders,
    long rightOrders,
    long allOrders,
    double support,
    double confidence,
    double lift,
    Double conviction,
    double leverage,
    double chiSquared,
    double p,
    double zhang,
    double jaccard,
    double kulczynski,
    double certainty,
    long rulesAsked,
    long minOrders) {

  static BasketRuleRow of(
      LocalDate asOf,
      String level,
      BasketRule rule,
      int place,
      IntFunction<String> id,
      IntFunction<String> name,
      long rulesAsked,
      long minOrders) {
    return new BasketRuleRow(
        asOf,
        level,
        Arrays.stream(rule.left()).mapToObj(id).collect(Collectors.joining("|")),
        Arrays.stream(rule.left()).mapToObj(name).collect(Collectors.joining(" + ")),
        rule.left().length,
        id.apply(rule.right()[0]),
        name.apply(rule.right()[0]),
        place,
        rule.count(),
        rule.leftCount(),
        rule.rightCount(),
        rule.baskets(),
        rule.support(),
        rule.confidence(),
        rule.lift(),
        Double.isInfinite(rule.conviction()) ? null : rule.conviction(),
        rule.leverage(),
        rule.chiSquared(),
        rule.fisher(),
        rule.zhang(),
        rule.jaccard(),
        rule.kulczynski(),
        rule.certainty(),
        rulesAsked,
        minOrders);
  }
}
