package clientele.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weeks of a shop whose law is known: how often they fall into the band, and which way is chosen.
 */
class WeekForecastTest {

  private static final LocalDate FIRST_MONDAY = LocalDate.of(2020, 1, 6);
  private static final int WEEKS = 260;

  @TempDir private Path folder;

  record Line(long orderKey, LocalDate orderDate, BigDecimal lineAmount, boolean isReturn) {}

  record Week(LocalDate calendarDate, LocalDate weekStartDate) {}

  record Forecast(String metric, String method, LocalDate weekStartDate, double low, double high) {}

  @Test
  void ofWeeksWithoutASeasonFourOfFiveFallIntoTheBand() {
    double[] weeks = weeks(0, 7);

    Inside inside = inside(weeks);

    assertThat(inside.share()).isBetween(.70, .90);
    assertThat(inside.bySeason()).isLessThan(inside.all() / 2);
  }

  @Test
  void ofWeeksWithAStrongSeasonTheSeasonIsFoundAndFourOfFiveFallIntoTheBand() {
    double[] weeks = weeks(.6, 11);

    Inside inside = inside(weeks);

    assertThat(inside.share()).isBetween(.70, .90);
    assertThat(inside.bySeason()).isEqualTo(inside.all());
  }

  private record Inside(int hits, int bySeason, int all) {
    double share() {
      return (double) hits / all;
    }
  }

  /** Revenue by week around 1,000, with independent errors of a tenth. */
  private static double[] weeks(double season, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weeks = new double[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      double shape = 1 + season * Math.sin(2 * Math.PI * week / 52);
      weeks[week] = 1000 * shape * Math.exp(.1 * random.nextGaussian());
    }
    return weeks;
  }

  /** Foretells from every second week of the last two and a half years. */
  private Inside inside(double[] weeks) {
    Models models = Models.read(folder);
    int hits = 0;
    int bySeason = 0;
    int all = 0;
    try (Engine engine = Engines.open("duckdb", EngineSettings.defaults(folder))) {
      engine.take("dim_date", Week.class, calendar());
      for (int known = WEEKS - 130; known <= WEEKS - 8; known += 2) {
        engine.take("fact_order_line", Line.class, lines(weeks, known));
        LocalDate asOf = FIRST_MONDAY.plusWeeks(known).minusDays(1);
        for (String step : List.of("int_week_sales", "int_week_outlook")) {
          engine.keep(step, body(models, step, engine, asOf));
        }
        for (Forecast forecast :
            engine.read(body(models, "rpt_week_forecast", engine, asOf), Forecast.class)) {
          if (forecast.metric().equals("revenue")) {
            long week = ChronoUnit.WEEKS.between(FIRST_MONDAY, forecast.weekStartDate());
            double actual = weeks[(int) week];
            all++;
            hits += actual >= forecast.low() && actual <= forecast.high() ? 1 : 0;
            bySeason += forecast.method().equals("season") ? 1 : 0;
          }
        }
      }
    }
    return new Inside(hits, bySeason, all);
  }

  private static Select body(Models models, String name, Engine engine, LocalDate asOf) {
    return models.find(name).orElseThrow().body(engine, Map.of("as_of", asOf));
  }

  private static List<Week> calendar() {
    List<Week> calendar = new ArrayList<>();
    for (int week = 0; week < WEEKS + 20; week++) {
      LocalDate monday = FIRST_MONDAY.plusWeeks(week);
      calendar.add(new Week(monday, monday));
    }
    return calendar;
  }

  private static List<Line> lines(double[] weeks, int known) {
    List<Line> lines = new ArrayList<>();
    for (int week = 0; week < known; week++) {
      lines.add(
          new Line(
              week,
              FIRST_MONDAY.plusWeeks(week).plusDays(2),
              BigDecimal.valueOf(Math.round(weeks[week] * 100), 2),
              false));
    }
    return lines;
  }
}
