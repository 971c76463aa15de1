package ml.lifecycle.internal.query;

/**
 * A part of an order.
 *
 * @param field by what
 * @param descending whether great values are first
 */
record SortField(Field field, boolean descending) {}
