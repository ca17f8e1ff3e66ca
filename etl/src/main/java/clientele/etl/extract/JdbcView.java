package clientele.etl.extract;

import java.sql.Connection;

/**
 * A connection, and what it sees.
 *
 * @param snapshot views of one name see the same rows
 */
record JdbcView(Connection connection, String snapshot) {}
