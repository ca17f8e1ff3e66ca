package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.analysis.Backtest.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the chosen model expected people to spend after a cut, beside what they spent: expected
 * orders by state times the expected amount by person, as rpt_customer_value does it tonight.
 * Counted by the engine, for it goes through people and not through states.
 */
final class SpendBacktest {

  record Expected(int cutNo, int repeats, int lastAtDays, int ageDays, double orders) {}

  private SpendBacktest() {}

  /**
   * The rows with what they expected of spend.
   *
   * @param rows relation of RptValueBacktest.Row
   * @param spoken the chosen model's trials
   */
  static Select with(
      Engine engine, Map<String, Object> parameters, String rows, List<Trial> spoken) {
    engine.take("rpt_value_backtest__expected", Expected.class, expected(spoken));
    return new Select(SQL.formatted(rows), parameters);
  }

  /** States differ in what was held out too; what is expected does not. */
  private static List<Expected> expected(List<Trial> spoken) {
    Map<List<Integer>, Expected> expected = new LinkedHashMap<>();
    for (Trial trial : spoken) {
      int number = trial.cut().number();
      for (int index = 0; index < trial.expected().length; index++) {
        HoldoutState state = trial.cut().states().get(index);
        expected.putIfAbsent(
            List.of(number, state.repeats(), state.lastAtDays(), state.ageDays()),
            new Expected(
                number,
                state.repeats(),
                state.lastAtDays(),
                state.ageDays(),
                trial.expected()[index]));
      }
    }
    return new ArrayList<>(expected.values());
  }

  // Whole cents: a parallel sum of doubles is not the same from run to run.
  private static final String SQL =
      """
      with spend_models as (
        select
          case fitted_on when 'before_cut' then 1 when 'before_cut_2' then 2 when 'before_cut_3' then 3 end as cut_no,
          max(estimate) filter (where parameter = 'p') as p,
          max(estimate) filter (where parameter = 'q') as q,
          max(estimate) filter (where parameter = 'gamma') as gamma
        from int_value_fit
        where model = 'gamma_gamma' and fitted_on <> 'all'
        group by fitted_on
      ),

      amounts as (
        select
          person.cut_no,
          person.repeats,
          person.last_at_days,
          person.age_days,
          person.amount_held_out,
          case
            when spend.q > 1
              then
                spend.p * (spend.gamma + cast(person.repeat_paid_amount as double))
                / (spend.p * cast(person.repeat_paid_days as double) + spend.q - 1)
            when person.paid_days > 0
              then cast(person.paid_amount as double) / cast(person.paid_days as double)
            else 0
          end as order_amount,
          case
            when person.age_days > 0
              then
                cast(person.repeat_paid_amount as double) * :value_holdout_days
                / cast(person.age_days as double)
            else 0
          end as amount_at_own_rate,
          cast(person.amount_before_cut as double) as amount_before_cut
        from int_value_holdout_person as person
        left join spend_models as spend on spend.cut_no = person.cut_no
      ),

      told as (
        select
          amount.cut_no, 'chosen' as method, amount.amount_held_out,
          expected.orders * amount.order_amount as expected_amount
        from amounts as amount
        join rpt_value_backtest__expected as expected
          on
            expected.cut_no = amount.cut_no
            and expected.repeats = amount.repeats
            and expected.last_at_days = amount.last_at_days
            and expected.age_days = amount.age_days
        union all
        select cut_no, 'own_rate', amount_held_out, amount_at_own_rate from amounts
        union all
        select cut_no, 'last_window', amount_held_out, amount_before_cut from amounts
      ),

      cents as (
        select
          cut_no,
          method,
          cast(round(amount_held_out * 100) as bigint) as actual_cents,
          cast(round(expected_amount * 100) as bigint) as expected_cents
        from told
      ),

      spends as (
        select
          cut_no,
          method,
          cast(sum(actual_cents) as decimal(18, 0)) * 0.01 as actual_amount,
          cast(sum(expected_cents) as decimal(18, 0)) * 0.01 as expected_amount,
          cast(sum(abs(expected_cents - actual_cents)) as double) / 100 / count(*) as amount_mean_absolute_error
        from cents
        group by cut_no, method
      )

      select
        quality.*,
        spend.actual_amount,
        spend.expected_amount,
        spend.amount_mean_absolute_error
      from %s as quality
      left join spends as spend
        on
          spend.cut_no = quality.cut_no
          and spend.method = case when quality.is_chosen then 'chosen' else quality.method end
      """;
}
