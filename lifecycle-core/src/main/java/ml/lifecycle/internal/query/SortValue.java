package ml.lifecycle.internal.query;

import org.jspecify.annotations.Nullable;

/**
 * What a run has for a part of an order; compares runs of several experiments.
 *
 * @param number the number, NaN, or {@link DoubleColumn#ABSENT}; unused where there is a text
 * @param text the text, or {@code null}
 */
record SortValue(double number, @Nullable String text) {

    static int compare(SortField field, SortValue first, SortValue second) {
        if (first.text == null || second.text == null) {
            return field.field().isNumber()
                    ? RowKey.compareNumbers(first.number, second.number, field.descending())
                    : Boolean.compare(first.text == null, second.text == null);
        }
        int comparison = RowKey.isNumeric(field.field())
                ? TextOrder.compareNumbersFirst(first.text, second.text)
                : TextOrder.compare(first.text, second.text);
        return field.descending() ? -comparison : comparison;
    }
}
