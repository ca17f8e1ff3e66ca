package clientele.etl.sample;

import clientele.failure.Failure;
import clientele.schema.ColumnType;

/** What differs between the databases that the company can live in. */
enum Dialect {
  SQLITE,
  POSTGRESQL,
  MARIADB;

  static Dialect of(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      return SQLITE;
    } else if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    } else if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
      return MARIADB;
    }
    throw new Failure.Settings(
        ("the sample company cannot live at %s; give jdbc:postgresql:.., jdbc:mariadb:.., or"
                + " nothing for SQLite files")
            .formatted(url));
  }

  /** A table's name; a SQLite file holds one system and needs no schema. */
  String tableName(String system, String table) {
    return this == SQLITE ? table : system + "." + table;
  }

  /** What a table's definition ends with. */
  String tableOptions() {
    return this == MARIADB ? " character set utf8mb4" : "";
  }

  /** Whether a key is cheaper made over all rows than kept up row by row. */
  boolean addsKeyLater() {
    return this == POSTGRESQL;
  }

  String type(ColumnType type) {
    if (type instanceof ColumnType.VarcharType) {
      return this == MARIADB ? "varchar(200)" : "text";
    } else if (type instanceof ColumnType.DoubleType) {
      return "double precision";
    } else if (type instanceof ColumnType.TimestampType && this == MARIADB) {
      return "datetime";
    }
    return type.sql();
  }
}
