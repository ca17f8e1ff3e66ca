package clientele.etl.sample;

import java.util.List;

/**
 * A table of an operational system; its rows are made by {@code sample/<system>/<name>.sql}.
 *
 * @param key primary key
 * @param indexed columns with an index of their own
 */
record SampleTable(String system, String name, List<String> key, List<String> indexed) {

  static final List<SampleTable> ALL =
      List.of(
          table("shop", "store", List.of("store_id")),
          table("shop", "employee", List.of("employee_id")),
          table("shop", "product", List.of("product_code")),
          table("shop", "customer", List.of("customer_id"), "email"),
          table("shop", "sales_order", List.of("order_id"), "customer_id", "ordered_at"),
          table("shop", "order_line", List.of("order_id", "line_no")),
          table("shop", "order_return", List.of("return_id"), "order_id"),
          table("call_centre", "agent", List.of("agent_id")),
          table("call_centre", "caller", List.of("caller_id"), "phone"),
          table("call_centre", "phone_call", List.of("call_id"), "caller_id"),
          table("mailing", "recipient", List.of("recipient_id"), "email"),
          table("mailing", "campaign", List.of("campaign_id")),
          table("mailing", "campaign_member", List.of("campaign_id", "recipient_id")),
          table("mailing", "email_send", List.of("send_id")),
          table("mailing", "email_event", List.of("event_id")),
          table("crm", "sales_person", List.of("sales_person_id")),
          table("crm", "contact", List.of("contact_id"), "email"),
          table("crm", "visit", List.of("visit_id"), "contact_id"),
          table("crm", "consent", List.of("contact_id", "channel", "purpose")),
          table("crm", "occasion", List.of("occasion_id"), "contact_id"));

  static final List<String> SYSTEMS = ALL.stream().map(SampleTable::system).distinct().toList();

  private static SampleTable table(
      String system, String name, List<String> key, String... indexed) {
    return new SampleTable(system, name, key, List.of(indexed));
  }

  static List<SampleTable> of(String system) {
    return ALL.stream().filter(table -> table.system().equals(system)).toList();
  }

  String resource() {
    return system + "/" + name;
  }
}
