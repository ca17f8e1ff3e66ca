package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Interaction;
import clientele.etl.analytics.experiment.Sample;
import clientele.etl.analytics.experiment.UpliftCurve;
import clientele.etl.analytics.experiment.UpliftCurve.Group;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether it can be told whom a campaign moves: one half of its people, drawn by their ids, teaches
 * the effect of each cell of what was known of them, and the other half is put in that order.
 */
public final class RptUpliftCurve implements Analysis {

  private static final String ROWS = "rpt_uplift_curve__rows";

  private static final String CELLS =
      """
      with halves as (
        select
          trait.*,
          hash_key('uplift ' || campaign_id || '|' || person_id) % 2 = 0 as is_learned_from,
          past_orders || '|' || past_revenue || '|' || recency as cell
        from int_campaign_trait as trait
      )
      select
        halves.campaign_id,
        campaign.name as campaign_name,
        arm,
        is_control,
        is_learned_from,
        cell,
        count(*) as people,
        cast(sum(conversions) as bigint) as conversions
      from halves
      join dim_campaign as campaign on campaign.campaign_id = halves.campaign_id
      group by halves.campaign_id, campaign.name, arm, is_control, is_learned_from, cell
      order by campaign_id, cell, arm, is_learned_from
      """;

  private record Cell(
      String campaignId,
      String campaignName,
      String arm,
      boolean isControl,
      boolean isLearnedFrom,
      String cell,
      long people,
      long conversions) {}

  private record Row(
      LocalDate asOfDate,
      String campaignId,
      String campaignName,
      String arm,
      int position,
      double lowestScore,
      long people,
      double peopleShare,
      double gain,
      double gainAtRandom,
      double qiniArea,
      double upliftArea,
      long peopleLearnedFrom) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_campaign_trait", "dim_campaign");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    List<Row> rows = new ArrayList<>();
    engine.read(Select.of(CELLS), Cell.class).stream()
        .collect(Collectors.groupingBy(Cell::campaignId, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(
            campaign ->
                rows.addAll(
                    curves(campaign, run.asOf(), run.whole("campaign_min_segment_people"))));
    engine.take(ROWS, Row.class, rows);
    return Select.of("select * from " + ROWS);
  }

  private static List<Row> curves(List<Cell> campaign, LocalDate asOf, long minPeople) {
    TreeSet<String> arms = new TreeSet<>();
    campaign.stream().filter(cell -> !cell.isControl()).forEach(cell -> arms.add(cell.arm()));
    List<Row> rows = new ArrayList<>();
    for (String arm : arms) {
      List<Cell> cells =
          campaign.stream().filter(cell -> cell.isControl() || cell.arm().equals(arm)).toList();
      Map<String, Group> learned = groups(cells, true);
      Map<String, Group> judged = groups(cells, false);
      if (canJudge(judged.values())) {
        rows.addAll(curve(cells.get(0), arm, learned, judged, asOf, minPeople));
      }
    }
    return rows;
  }

  private static boolean canJudge(Iterable<Group> groups) {
    Group all = new Group(0, 0, 0, 0, 0);
    for (Group group : groups) {
      all =
          new Group(
              0,
              all.treated() + group.treated(),
              all.treatedOutcomes() + group.treatedOutcomes(),
              all.control() + group.control(),
              all.controlOutcomes() + group.controlOutcomes());
    }
    long outcomes = all.treatedOutcomes() + all.controlOutcomes();
    return all.treated() > 0 && all.control() > 0 && outcomes > 0 && outcomes < all.members();
  }

  private static Map<String, Group> groups(List<Cell> cells, boolean isLearnedFrom) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Cell cell : cells) {
      if (cell.isLearnedFrom() == isLearnedFrom) {
        Group before = groups.getOrDefault(cell.cell(), new Group(0, 0, 0, 0, 0));
        groups.put(
            cell.cell(),
            cell.isControl()
                ? new Group(
                    0,
                    before.treated(),
                    before.treatedOutcomes(),
                    before.control() + cell.people(),
                    before.controlOutcomes() + cell.conversions())
                : new Group(
                    0,
                    before.treated() + cell.people(),
                    before.treatedOutcomes() + cell.conversions(),
                    before.control(),
                    before.controlOutcomes()));
      }
    }
    return groups;
  }

  private static List<Row> curve(
      Cell campaign,
      String arm,
      Map<String, Group> learned,
      Map<String, Group> judged,
      LocalDate asOf,
      long minPeople) {
    Map<String, Double> scores = scores(learned, minPeople);
    UpliftCurve curve =
        new UpliftCurve(
            judged.entrySet().stream()
                .map(
                    cell ->
                        new Group(
                            scores.getOrDefault(cell.getKey(), scores.get("")),
                            cell.getValue().treated(),
                            cell.getValue().treatedOutcomes(),
                            cell.getValue().control(),
                            cell.getValue().controlOutcomes()))
                .toList());
    Group all = curve.points().get(curve.points().size() - 1);
    long learnedFrom = learned.values().stream().mapToLong(Group::members).sum();
    List<Row> rows = new ArrayList<>();
    for (Group point : curve.points()) {
      double share = (double) point.members() / all.members();
      rows.add(
          new Row(
              asOf,
              campaign.campaignId(),
              campaign.campaignName(),
              arm,
              rows.size() + 1,
              point.score(),
              point.members(),
              share,
              point.gain(),
              share * all.gain(),
              curve.qiniArea(true),
              curve.upliftArea(),
              learnedFrom));
    }
    return rows;
  }

  /** Effects of the cells, each drawn towards the common one, which stands under no name. */
  private static Map<String, Double> scores(Map<String, Group> learned, long minPeople) {
    Map<String, Contrast.Measured> known = new LinkedHashMap<>();
    learned.forEach(
        (cell, group) -> {
          if (Math.min(group.treated(), group.control()) >= minPeople
              && Contrast.absolute(
                      Sample.ofCount(group.control(), group.controlOutcomes()),
                      Sample.ofCount(group.treated(), group.treatedOutcomes()))
                  instanceof Contrast.Measured measured) {
            known.put(cell, measured);
          }
        });
    Map<String, Double> scores = new HashMap<>();
    if (known.isEmpty()) {
      scores.put("", 0.0);
      return scores;
    }
    Interaction interaction = Interaction.of(List.copyOf(known.values()));
    scores.put("", interaction.common());
    known.forEach((cell, effect) -> scores.put(cell, interaction.shrunk(effect)));
    return scores;
  }
}
