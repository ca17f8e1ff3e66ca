package clientele.etl.model.analysis;

import java.time.LocalDate;

/** A row of rpt_campaign_observational. */
record ObservedRow(
    LocalDate asOfDate,
    String campaignId,
    String campaignName,
    String arm,
    String metric,
    String method,
    String verdict,
    String verdictKind,
    long peopleTreatment,
    long peopleUsed,
    long peopleCompared,
    long peopleInWindow,
    Double meanTreatment,
    Double meanCompared,
    Double effect,
    Double effectLow,
    Double effectHigh,
    Double p,
    Double worstImbalance,
    Double trendDifference,
    Double trendP,
    Double incrementalTotal,
    Double incrementalLow,
    Double incrementalHigh) {}
