package clientele.etl.model;

/**
 * Kept relations of the rows that a commit of this run moved: whoever reads the table next need not
 * find them by comparing files.
 *
 * @param change the files by which the table differs from the last publication
 * @param gone rows that it had then
 * @param come rows that it has now
 */
record MovedRows(FileChange change, String gone, String come) {}
