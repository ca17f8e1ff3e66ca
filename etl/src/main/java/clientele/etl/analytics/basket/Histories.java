package clientele.etl.analytics.basket;

import java.util.Arrays;

/**
 * What every person bought on which day, one person after the other; within a person by day, then
 * by product.
 *
 * @param ends where each person ends in the other arrays
 * @param productCount one more than the highest product number
 */
public record Histories(int[] ends, int[] days, int[] products, int productCount) {

  /** Takes purchases person by person, ascending by day and product. */
  public static final class Builder {

    private int[] ends = new int[256];
    private int[] days = new int[1024];
    private int[] products = new int[1024];
    private int people;
    private int size;
    private int productCount;

    public void add(int day, int product) {
      if (size == days.length) {
        days = Arrays.copyOf(days, 2 * size);
        products = Arrays.copyOf(products, 2 * size);
      }
      days[size] = day;
      products[size++] = product;
      productCount = Math.max(productCount, product + 1);
    }

    public void endPerson() {
      if (people == ends.length) {
        ends = Arrays.copyOf(ends, 2 * people);
      }
      ends[people++] = size;
    }

    public Histories build() {
      return new Histories(
          Arrays.copyOf(ends, people),
          Arrays.copyOf(days, size),
          Arrays.copyOf(products, size),
          productCount);
    }
  }

  public int people() {
    return ends.length;
  }

  int begin(int person) {
    return person == 0 ? 0 : ends[person - 1];
  }

  /** One after the person's last purchase up to and with this day. */
  int endAt(int person, int lastDay) {
    int end = ends[person];
    while (end > begin(person) && days[end - 1] > lastDay) {
      end--;
    }
    return end;
  }

  /** The first day of all; one after the last possible where nothing was bought. */
  int firstDay() {
    return Arrays.stream(days).min().orElse(Integer.MAX_VALUE);
  }

  /** The products of the person's first shopping day after one day and up to another. */
  int[] nextBasket(int person, int after, int until) {
    int begin = endAt(person, after);
    int end = begin;
    while (end < ends[person] && days[end] == days[begin] && days[end] <= until) {
      end++;
    }
    return Arrays.copyOfRange(products, begin, end);
  }
}
