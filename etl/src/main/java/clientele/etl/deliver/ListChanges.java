package clientele.etl.deliver;

import java.time.LocalDate;

/**
 * How a list differs from what it was.
 *
 * @param list its name
 * @param since the business date of the publication it is compared with
 * @param added rows that are new
 * @param removed rows that are no more; only their keys are given
 * @param changed rows whose contact details, tier or orders are others
 */
public record ListChanges(String list, LocalDate since, long added, long removed, long changed) {}
