package clientele.jobs.launch;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Nights that are to be made up for.
 *
 * @param from the first business date
 * @param to the last, itself included
 * @param select names of tables parted by commas; empty for everything
 * @param allowEmpty whether an empty table may replace a full one
 */
public record BackfillOrder(
    LocalDate from, LocalDate to, Optional<String> select, boolean allowEmpty) {

  List<NightOrder> nights() {
    return from.datesUntil(to.plusDays(1))
        .map(date -> new NightOrder(date, select, allowEmpty))
        .toList();
  }
}
