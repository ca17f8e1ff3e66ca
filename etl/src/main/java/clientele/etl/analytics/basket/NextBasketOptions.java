package clientele.etl.analytics.basket;

/**
 * How the score is learned.
 *
 * @param horizonDays what is bought within so many days is foretold
 * @param windowDays a product follows another within so many days
 * @param minReturned ended intervals that a product's own rhythm needs
 * @param products most popular products that may be new to a person
 * @param learnedPeople about how many people are learned from at most
 * @param testedPeople about how many people are tested on at most
 */
public record NextBasketOptions(
    int horizonDays,
    int windowDays,
    long minReturned,
    int products,
    int learnedPeople,
    int testedPeople) {}
