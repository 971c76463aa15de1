package ml.lifecycle.internal.query;

/**
 * A word of a query.
 *
 * @param kind what it is
 * @param text what it says, without quotes
 * @param from where it begins
 * @param to where it ends
 */
record Token(Kind kind, String text, int from, int to) {

    enum Kind {
        /** A keyword or a field. */
        WORD,
        /** A part of a field in backticks or double quotes. */
        QUOTED,
        NUMBER,
        TEXT,
        SYMBOL,
        END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isKeyword(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }
}
