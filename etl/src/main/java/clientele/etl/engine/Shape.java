package clientele.etl.engine;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A record type seen as columns: component {@code customerKey} is column {@code customer_key}. */
final class Shape<R extends Record> {

  /** One component. */
  record Part(String column, Class<?> type, Method accessor) {}

  private final Class<R> type;
  private final List<Part> parts;
  private final Constructor<R> constructor;

  private Shape(Class<R> type) throws NoSuchMethodException {
    this.type = type;
    this.parts = Stream.of(type.getRecordComponents()).map(Shape::part).toList();
    this.constructor =
        type.getDeclaredConstructor(parts.stream().map(Part::type).toArray(Class<?>[]::new));
    this.constructor.setAccessible(true);
  }

  static <R extends Record> Shape<R> of(Class<R> type) {
    try {
      return new Shape<>(type);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For each component the index of its column; columns that no component wants are left out. */
  int[] positions(List<String> columns) {
    List<String> names = columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    TreeSet<String> missing = new TreeSet<>(parts.stream().map(Part::column).toList());
    names.forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new Failure.Contract(
          "the SELECT has no column %s, which %s needs; it has %s"
              .formatted(
                  String.join(", ", missing), type.getSimpleName(), String.join(", ", columns)));
    }
    return parts.stream().mapToInt(part -> names.indexOf(part.column())).toArray();
  }

  /** A record from values in the order of its components. */
  R make(Object[] values) {
    Object[] arguments = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      arguments[i] = Cell.convert(values[i], parts.get(i).type(), parts.get(i).column());
    }
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "%s refused %s".formatted(type.getSimpleName(), Arrays.toString(arguments)), e);
    }
  }

  /** The columns that the components become, in their order. */
  List<Column> columns() {
    return parts.stream()
        .map(part -> Column.of(part.column(), Cell.columnType(part.type())))
        .toList();
  }

  /** The values of a record in the order of its components, as their columns take them. */
  Object[] columnValues(R row) {
    Object[] values = new Object[parts.size()];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = Cell.columnValue(parts.get(i).accessor().invoke(row), parts.get(i).column());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + type.getName(), e);
    }
    return values;
  }

  private static Part part(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new Part(snakeCase(component.getName()), component.getType(), accessor);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
