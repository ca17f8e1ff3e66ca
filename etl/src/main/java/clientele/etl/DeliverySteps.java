package clientele.etl;

import java.util.List;

/** The steps after the publication: what readers get. Each may be done again at any time. */
final class DeliverySteps {

  DeliverySteps(Warehouse warehouse, Night night) {}

  List<Step> all() {
    return List.of();
  }
}
