package clientele.etl.analytics.interval;

import clientele.etl.analytics.interval.Shrinkage.Estimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The rhythm to reckon with for each product. One with enough ended intervals has a law of its own,
 * its median drawn towards its category and that towards all; one with fewer has the form and the
 * shares of its category (else of all), its median drawn there all the more.
 */
public final class Rhythms {

  private static final double LARGEST_ERROR = 2;
  private static final String ALL = "";

  private final long minReturned;
  private final Map<String, RhythmFit.Fitted> forms;
  private final BuyerMeans means;
  private Optional<Shrinkage> shrinkage = Optional.empty();

  /** Where the form of a rhythm comes from. */
  public enum Basis {
    OWN,
    CATEGORY,
    ALL
  }

  /**
   * A product's intervals.
   *
   * @param category any text; products of one category share it
   * @param means how far its buyers are apart
   */
  public record Product(String id, String category, ReturnGaps gaps, BuyerMeans means) {}

  /**
   * What is known of a product's rhythm.
   *
   * @param logMedianError standard error of the logarithm of its median; empty where not known
   */
  public record Known(Rhythm rhythm, Basis basis, OptionalDouble logMedianError) {}

  private Rhythms(long minReturned, Map<String, RhythmFit.Fitted> forms, BuyerMeans means) {
    this.minReturned = minReturned;
    this.forms = forms;
    this.means = means;
  }

  /**
   * By product; a product is missing where fewer intervals ended in all than are asked of one.
   *
   * @param minReturned ended intervals that a law of a product's own needs
   */
  public static Map<String, Known> of(List<Product> products, long minReturned) {
    Rhythms rhythms =
        new Rhythms(
            minReturned,
            forms(products, minReturned),
            products.stream().map(Product::means).reduce(BuyerMeans.NONE, BuyerMeans::plus));
    Map<String, RhythmFit.Fitted> fits =
        products.parallelStream()
            .flatMap(
                product -> rhythms.fit(product).map(fit -> Map.entry(product.id(), fit)).stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<Estimate> estimates = new ArrayList<>();
    for (Product product : products) {
      estimate(product, fits.get(product.id())).ifPresent(estimates::add);
    }
    if (!estimates.isEmpty()) {
      rhythms.shrinkage = Optional.of(new Shrinkage(estimates));
    }
    Map<String, Known> known = new HashMap<>();
    for (Product product : products) {
      rhythms
          .known(product, fits.get(product.id()))
          .ifPresent(rhythm -> known.put(product.id(), rhythm));
    }
    return known;
  }

  private static Map<String, RhythmFit.Fitted> forms(List<Product> products, long minReturned) {
    Map<String, List<ReturnGaps>> byCategory = new HashMap<>();
    for (Product product : products) {
      byCategory.computeIfAbsent(product.category(), key -> new ArrayList<>()).add(product.gaps());
    }
    Map<String, ReturnGaps> pooled = new HashMap<>();
    byCategory.forEach((category, gaps) -> pooled.put(category, ReturnGaps.together(gaps)));
    pooled.put(ALL, ReturnGaps.together(products.stream().map(Product::gaps).toList()));
    Map<String, RhythmFit.Fitted> forms = new HashMap<>();
    pooled.forEach(
        (category, gaps) -> {
          if (gaps.returned() >= minReturned) {
            RhythmFit.best(gaps).ifPresent(fit -> forms.put(category, fit));
          }
        });
    return forms;
  }

  private Optional<RhythmFit.Fitted> fit(Product product) {
    if (product.gaps().returned() >= minReturned) {
      return RhythmFit.best(product.gaps())
          .map(fit -> fit.errorTimes(Math.sqrt(apart(product).designEffectOfMedian())));
    }
    return form(product)
        .flatMap(form -> RhythmFit.located(form.rhythm(), product.gaps()))
        .map(fit -> fit.errorTimes(Math.sqrt(apart(product).designEffect())));
  }

  /** Few buyers do not tell how far buyers are apart; those of all products do. */
  private BuyerMeans apart(Product product) {
    return product.means().buyers() >= minReturned ? product.means() : means;
  }

  private Optional<RhythmFit.Fitted> form(Product product) {
    return Optional.ofNullable(forms.getOrDefault(product.category(), forms.get(ALL)));
  }

  private static Optional<Estimate> estimate(Product product, RhythmFit.Fitted fit) {
    if (fit == null || !(fit.logMedianError().orElse(LARGEST_ERROR) < LARGEST_ERROR)) {
      return Optional.empty();
    }
    return Optional.of(
        new Estimate(product.category(), fit.logMedian(), fit.logMedianError().getAsDouble()));
  }

  private Optional<Known> known(Product product, RhythmFit.Fitted fit) {
    boolean isOwn = product.gaps().returned() >= minReturned;
    Basis basis = isOwn ? Basis.OWN : basis(product);
    Optional<Estimate> estimate = estimate(product, fit);
    if (estimate.isPresent()) {
      Estimate shrunk = shrinkage.orElseThrow().shrunk(estimate.get());
      double factor = Math.exp(shrunk.value() - fit.logMedian());
      return Optional.of(
          new Known(fit.rhythm().times(factor), basis, OptionalDouble.of(shrunk.error())));
    }
    if (isOwn) {
      return Optional.of(new Known(fit.rhythm(), basis, OptionalDouble.empty()));
    }
    return form(product).map(form -> new Known(form.rhythm(), basis, OptionalDouble.empty()));
  }

  private Basis basis(Product product) {
    return !product.category().isEmpty() && forms.containsKey(product.category())
        ? Basis.CATEGORY
        : Basis.ALL;
  }
}
