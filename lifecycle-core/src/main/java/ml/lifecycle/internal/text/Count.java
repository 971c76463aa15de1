package ml.lifecycle.internal.text;

import java.util.Locale;

/** Numbers of things as people write them: {@code 1 row}, {@code 12,000 rows}. */
public final class Count {

    private Count() {}

    /**
     * A number with its noun.
     *
     * @param number how many
     * @param noun what, in the singular; its plural ends in s
     * @return for example {@code 1 event}, {@code 1,200 events}
     */
    public static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%,d ", number) + noun + (number == 1 ? "" : "s");
    }
}
