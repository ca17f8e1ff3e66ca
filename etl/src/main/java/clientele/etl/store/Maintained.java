package clientele.etl.store;

/**
 * What maintenance let go of.
 *
 * @param publications that can no longer be asked for
 * @param snapshots of tables, unpublished ones included
 * @param files that nothing refers to any more, of data and metadata
 * @param bytes of these files
 */
public record Maintained(int publications, int snapshots, long files, long bytes) {}
