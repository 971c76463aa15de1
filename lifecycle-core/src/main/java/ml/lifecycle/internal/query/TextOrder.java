package ml.lifecycle.internal.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The orders of texts. */
final class TextOrder {

    private TextOrder() {}

    /** By the numbers of the characters, which is the order of the bytes in UTF-8. */
    static int compare(String first, String second) {
        return Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));
    }

    /** Numbers by their value, before all other texts. */
    static int compareNumbersFirst(String first, String second) {
        double a = NumberText.parse(first);
        double b = NumberText.parse(second);
        if (a < b || (a == a && b != b)) {
            return -1;
        }
        if (a > b || (a != a && b == b)) {
            return 1;
        }
        return compare(first, second);
    }
}
