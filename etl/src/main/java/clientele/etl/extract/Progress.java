package clientele.etl.extract;

/** Told how many rows have come so far; called often, must be cheap. */
@FunctionalInterface
public interface Progress {
  void rows(long soFar);
}
