package clientele.jobs.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Lets many threads use what is made for one: they call it one after another. */
final class OneCaller {

  private OneCaller() {}

  /** The object behind its interface, each call of which is one at a time. */
  static <T> T of(Class<T> type, T object) {
    Object lock = new Object();
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                synchronized (lock) {
                  return method.invoke(object, arguments);
                }
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
