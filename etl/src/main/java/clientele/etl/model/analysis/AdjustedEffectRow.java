package clientele.etl.model.analysis;

/** The part of a row of rpt_campaign_effect that adjusts what {@link EffectRow} has as counted. */
record AdjustedEffectRow(
    String campaignId,
    String arm,
    String metric,
    String verdictKind,
    Double attributedTotal,
    Double overstatedShare,
    Double holmP,
    Double adjustedLow,
    Double adjustedHigh,
    Double cupedTheta,
    Double cupedVarianceCut,
    Double cupedEffect,
    Double cupedLow,
    Double cupedHigh,
    Double cupedP,
    Double cupedRelativeEffect,
    Double cupedRelativeLow,
    Double cupedRelativeHigh,
    Double chanceToWin,
    Double riskOfTreatment,
    Double worthwhilePower,
    Long peopleNeeded,
    Long daysNeeded,
    long peopleInOtherCampaignsTreatment,
    long peopleInOtherCampaignsControl) {}
