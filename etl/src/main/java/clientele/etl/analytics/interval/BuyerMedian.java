package clientele.etl.analytics.interval;

import java.util.Optional;

/**
 * The days within which half of those who ever return have, by the counts themselves: whatever the
 * form of the law, it is where half of the returns lie. Kaplan and Meier's estimate of the first
 * return, each ended interval with its weight (Wang and Chang 1999), at half of the share that ever
 * returns.
 *
 * @param days within the day by proportion; a day of d lasts from d - 0.5 to d + 0.5
 * @param shareError standard error of the share of returns up to there of those who ever return,
 *     were every buyer known by one interval: without anybody waiting that of a coin
 */
record BuyerMedian(double days, double shareError) {

  /**
   * Empty where so many are not seen to return.
   *
   * @param everReturn the share of buyers who ever return, above 0
   */
  static Optional<BuyerMedian> of(ReturnGaps gaps, double everReturn) {
    if (everReturn <= 0) {
      return Optional.empty();
    }
    ReturnGaps firsts = gaps.asFirst();
    double atRisk =
        firsts.afterFirst().stream().mapToDouble(gap -> gap.weight() + gap.waiting()).sum();
    double waiting = 1;
    double greenwood = 0;
    double needed = 1 - everReturn / 2;
    for (GapCount gap : firsts.afterFirst()) {
      double left = atRisk - gap.weight();
      double waitingThen = left <= 0 ? 0 : waiting * left / atRisk;
      if (gap.returned() > 0 && waitingThen <= needed) {
        double part = (waiting - needed) / (waiting - waitingThen);
        double reached =
            greenwood + part * gap.weight() / (atRisk * (atRisk - part * gap.weight()));
        double error = Math.sqrt(needed * reached / 2) / everReturn;
        return Optional.of(new BuyerMedian(gap.days() - .5 + part, error));
      }
      waiting = waitingThen;
      greenwood += gap.weight() / (atRisk * left);
      atRisk = left - gap.waiting();
    }
    return Optional.empty();
  }
}
