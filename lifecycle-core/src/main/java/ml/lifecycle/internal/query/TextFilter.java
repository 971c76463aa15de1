package ml.lifecycle.internal.query;

import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Texts with some property, which is looked at once for each text of the dictionary. */
final class TextFilter implements Filter {

    private static final byte YES = 1;
    private static final byte NO = 2;

    private final IntColumn column;
    private final byte[] answers;
    private final IntFunction<String> texts;
    private final Predicate<String> property;

    /**
     * Creates the filter.
     *
     * @param column numbers of texts, plus one
     * @param size how many texts there are
     * @param texts the texts by their number
     * @param property what is wanted
     */
    TextFilter(IntColumn column, int size, IntFunction<String> texts, Predicate<String> property) {
        this.column = column;
        this.texts = texts;
        this.property = property;
        answers = new byte[size + 1];
        answers[0] = NO;
    }

    @Override
    public void keep(int page, long[] bits) {
        int[] codes = column.page(page);
        for (int word = 0; word < Pages.WORDS; word++) {
            long kept = 0;
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                int i = (word << 6) + Long.numberOfTrailingZeros(rest);
                if (i < codes.length && answer(codes[i]) == YES) {
                    kept |= rest & -rest;
                }
            }
            bits[word] = kept;
        }
    }

    private byte answer(int code) {
        byte answer = answers[code];
        if (answer == 0) {
            answer = property.test(texts.apply(code - 1)) ? YES : NO;
            answers[code] = answer;
        }
        return answer;
    }

    @Override
    public int cost() {
        return 6;
    }
}
