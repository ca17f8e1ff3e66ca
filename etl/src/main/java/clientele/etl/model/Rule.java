package clientele.etl.model;

/**
 * What a row must not be.
 *
 * @param column the column, or the columns, whose value breaks it
 * @param value SQL of the value to be shown, a text
 * @param text the rule for people, read after the column's name
 * @param condition SQL that is true for a row that breaks it, else false; never null
 * @param mayPass whether a later business date may find the same row right
 */
record Rule(String column, String value, String text, String condition, boolean mayPass) {

  Rule(String column, String value, String text, String condition) {
    this(column, value, text, condition, false);
  }

  Rule passing() {
    return new Rule(column, value, text, condition, true);
  }
}
