package clientele.etl.extract;

/** The databases that differ from what JDBC says; all others are read as JDBC says. */
enum Database {
  POSTGRESQL,
  MARIADB,
  SQLITE,
  H2,
  OTHER;

  static Database of(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    } else if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
      return MARIADB;
    } else if (url.startsWith("jdbc:sqlite:")) {
      return SQLITE;
    } else if (url.startsWith("jdbc:h2:")) {
      return H2;
    }
    return OTHER;
  }
}
