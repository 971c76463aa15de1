package ml.lifecycle.internal.query;

import java.util.Arrays;

/** All rows or none. */
enum ConstantFilter implements Filter {
    ALL, NONE;

    static Filter of(boolean answer) {
        return answer ? ALL : NONE;
    }

    @Override
    public void keep(int page, long[] bits) {
        if (this == NONE) {
            Arrays.fill(bits, 0);
        }
    }

    @Override
    public int cost() {
        return 0;
    }
}
