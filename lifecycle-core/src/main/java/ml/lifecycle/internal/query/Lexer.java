package ml.lifecycle.internal.query;

/** Cuts a query into words. */
final class Lexer {

    private final QueryText query;
    private final String text;
    private int at;

    Lexer(QueryText query) {
        this.query = query;
        text = query.text();
    }

    Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Token.Kind.END, "", at, at);
        }
        int start = at;
        char first = text.charAt(at);
        return switch (first) {
            case '\'' -> quoted(Token.Kind.TEXT, first, start);
            case '`', '"' -> quoted(Token.Kind.QUOTED, first, start);
            case '(', ')', ',', '=' -> symbol(1);
            case '<', '>' -> symbol(at + 1 < text.length() && text.charAt(at + 1) == '=' ? 2 : 1);
            case '!' -> {
                if (at + 1 < text.length() && text.charAt(at + 1) == '=') {
                    yield symbol(2);
                }
                throw query.refused(at, "'!' stands alone", "Write != for unequal and not for the opposite.");
            }
            default -> isNumberStart(start) ? number(start) : word(start);
        };
    }

    private Token symbol(int length) {
        at += length;
        return new Token(Token.Kind.SYMBOL, text.substring(at - length, at), at - length, at);
    }

    private Token quoted(Token.Kind kind, char quote, int start) {
        StringBuilder content = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char symbol = text.charAt(at);
            if (symbol != quote) {
                content.append(symbol);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                content.append(quote);
                at++;
            } else {
                at++;
                return new Token(kind, content.toString(), start, at);
            }
        }
        throw query.refused(start, "the quote that begins here does not end",
                "A quote within is written twice: 'it''s'.");
    }

    private boolean isNumberStart(int start) {
        int i = start;
        if (text.charAt(i) == '-' || text.charAt(i) == '+') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == '.') {
            i++;
        }
        return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    private Token number(int start) {
        at++;
        while (at < text.length() && (isWordPart(text.charAt(at)) || isSignOfExponent())) {
            at++;
        }
        String number = text.substring(start, at);
        if (Double.isNaN(NumberText.parse(number))) {
            throw query.refused(start, "'" + number + "' is not a number",
                    "A number is written like 12, -0.5 or 1e-3, a text in single quotes.");
        }
        return new Token(Token.Kind.NUMBER, number, start, at);
    }

    private boolean isSignOfExponent() {
        char symbol = text.charAt(at);
        char before = text.charAt(at - 1);
        return (symbol == '+' || symbol == '-') && (before == 'e' || before == 'E');
    }

    private Token word(int start) {
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw query.refused(start, "this character has no meaning here",
                    "Odd names are written in backticks: params.`my param`.");
        }
        return new Token(Token.Kind.WORD, text.substring(start, at), start, at);
    }

    private static boolean isWordPart(char symbol) {
        return Character.isLetterOrDigit(symbol) || Character.isSurrogate(symbol) || symbol == '_' || symbol == '.'
                || symbol == '/' || symbol == '-';
    }
}
