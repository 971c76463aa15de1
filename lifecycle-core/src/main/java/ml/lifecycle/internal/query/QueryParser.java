package ml.lifecycle.internal.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.query.Condition.Literal;
import ml.lifecycle.internal.query.Condition.Operator;
import ml.lifecycle.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** Reads conditions and orders: recursive descent, whose depth only parentheses and {@code not} increase. */
final class QueryParser {

    private static final int MAX_DEPTH = 100;

    private final QueryText query;
    private final Lexer lexer;
    private final Supplier<List<String>> known;
    private Token token;
    private int depth;

    private QueryParser(QueryText query, Supplier<List<String>> known) {
        this.query = query;
        this.known = known;
        lexer = new Lexer(query);
        token = lexer.next();
    }

    /**
     * Reads a condition.
     *
     * @param text as in {@code where}
     * @param known the fields that runs have, for a message
     */
    static Condition condition(String text, Supplier<List<String>> known) {
        QueryParser parser = new QueryParser(new QueryText("condition", text), known);
        Condition condition = parser.any();
        parser.end("Conditions are joined by and, or.");
        return condition;
    }

    /** Reads {@code field [asc|desc], …}. */
    static List<SortField> order(String text, Supplier<List<String>> known) {
        QueryParser parser = new QueryParser(new QueryText("order", text), known);
        List<SortField> fields = new ArrayList<>();
        do {
            Field field = parser.field();
            boolean descending = parser.accept("desc");
            if (!descending) {
                parser.accept("asc");
            }
            fields.add(new SortField(field, descending));
        } while (parser.acceptSymbol(","));
        parser.end("A field may be followed by asc or desc; several are separated by commas.");
        return fields;
    }

    /** Reads one field, as a column of a table. */
    static Field column(String text, Supplier<List<String>> known) {
        QueryParser parser = new QueryParser(new QueryText("column", text), known);
        Field field = parser.field();
        parser.end("A column is one field, for example params.depth.");
        return field;
    }

    private Condition any() {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (accept("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>(List.of(single()));
        while (accept("and")) {
            parts.add(single());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Condition single() {
        Token start = token;
        if (start.isSymbol("(") || start.isKeyword("not")) {
            if (++depth > MAX_DEPTH) {
                throw query.refused(start.from(), "it is nested more than " + MAX_DEPTH + " deep",
                        "Write it with fewer parentheses.");
            }
            advance();
            Condition inner = start.isSymbol("(") ? any() : new Condition.Not(single());
            if (start.isSymbol("(")) {
                expectSymbol(")");
            }
            depth--;
            return inner;
        }
        return comparison(field());
    }

    private Condition comparison(Field field) {
        Token operator = token;
        if (accept("in")) {
            return in(field);
        }
        if (operator.isKeyword("like") || operator.isKeyword("ilike")) {
            return like(field, operator);
        }
        Operator comparison = operator.kind() == Token.Kind.SYMBOL ? operator(operator.text()) : null;
        if (comparison == null) {
            throw query.refused(operator.from(), "an operator was expected after " + field,
                    "The operators are = != < <= > >= in like ilike.");
        }
        advance();
        return new Condition.Compare(field, comparison, literal(field, comparison.isEquality()));
    }

    private static @Nullable Operator operator(String symbol) {
        return switch (symbol) {
            case "=" -> Operator.EQUAL;
            case "!=" -> Operator.NOT_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            default -> null;
        };
    }

    private Condition in(Field field) {
        expectSymbol("(");
        List<Literal> literals = new ArrayList<>();
        do {
            literals.add(literal(field, true));
        } while (acceptSymbol(","));
        expectSymbol(")");
        return new Condition.In(field, literals);
    }

    private Condition like(Field field, Token operator) {
        if (field.isNumber()) {
            throw query.refused(operator.from(), field + " is a number and has no pattern",
                    "Compare it by = != < <= > >= or in.");
        }
        advance();
        if (token.kind() != Token.Kind.TEXT) {
            throw value("a pattern in single quotes was expected");
        }
        LikePattern pattern = new LikePattern(token.text(), operator.isKeyword("ilike"));
        advance();
        return new Condition.Like(field, pattern);
    }

    private Literal literal(Field field, boolean equality) {
        Token value = token;
        if (value.kind() != Token.Kind.NUMBER && value.kind() != Token.Kind.TEXT) {
            throw value("a value was expected");
        }
        Literal literal = switch (field.kind()) {
            case METRIC, DURATION -> new Literal(value.text(), number(field, value));
            case START_TIME, END_TIME -> new Literal(value.text(), time(value));
            case PARAM, TAG -> new Literal(value.text(), value.kind() == Token.Kind.NUMBER
                    ? NumberText.parse(value.text()) : Double.NaN);
            case STATUS -> new Literal(equality ? status(value) : value.text(), Double.NaN);
            default -> new Literal(value.text(), Double.NaN);
        };
        advance();
        return literal;
    }

    private double number(Field field, Token value) {
        if (value.kind() == Token.Kind.TEXT) {
            throw query.refused(value.from(), field + " is a number and was compared with a text",
                    "Write the number without quotes.");
        }
        return NumberText.parse(value.text());
    }

    private RefusedException value(String problem) {
        String hint = token.kind() == Token.Kind.QUOTED || token.kind() == Token.Kind.WORD
                ? " Write '" + token.text() + "'." : "";
        return query.refused(token.from(), problem, "A value is a number, or a text in single quotes." + hint);
    }

    private String status(Token value) {
        String status = value.text().toUpperCase(Locale.ROOT);
        if (Arrays.stream(RunStatus.values()).noneMatch(known -> known.name().equals(status))) {
            throw query.refused(value.from(), "'" + value.text() + "' is not a status",
                    "A status is one of " + Arrays.toString(RunStatus.values()) + ".");
        }
        return status;
    }

    private double time(Token value) {
        if (value.kind() == Token.Kind.NUMBER) {
            return NumberText.parse(value.text());
        }
        try {
            String text = value.text();
            Instant time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
            return time.toEpochMilli();
        } catch (DateTimeException | ArithmeticException failure) {
            throw query.refused(value.from(), "'" + value.text() + "' is not a time",
                    "A time is written like '2026-05-01T00:00:00Z' or '2026-05-01', or in milliseconds since 1970.");
        }
    }

    private Field field() {
        Token word = token;
        if (word.kind() != Token.Kind.WORD) {
            throw query.refused(word.from(), "a field was expected",
                    "Fields are metrics.x, params.x, tags.x and " + String.join(", ", Field.ATTRIBUTES) + ".");
        }
        advance();
        int dot = word.text().indexOf('.');
        Field.Kind kind = dot < 0 ? null : prefix(word.text().substring(0, dot));
        if (kind != null) {
            return new Field(kind, name(word, word.text().substring(dot + 1)));
        }
        if (Field.ATTRIBUTES.contains(word.text())) {
            return Field.attribute(word.text());
        }
        throw query.refused(word.from(), "there is no field '" + word.text() + "'",
                Suggestions.field(word.text(), known.get()));
    }

    private static Field.@Nullable Kind prefix(String prefix) {
        return switch (prefix) {
            case "metrics" -> Field.Kind.METRIC;
            case "params" -> Field.Kind.PARAM;
            case "tags" -> Field.Kind.TAG;
            default -> null;
        };
    }

    private String name(Token word, String name) {
        if (!name.isEmpty()) {
            return name;
        }
        Token quoted = token;
        if (quoted.kind() != Token.Kind.QUOTED || quoted.from() != word.to() || quoted.text().isEmpty()) {
            throw query.refused(word.to(), "a name was expected after '" + word.text() + "'",
                    "Odd names are written in backticks: params.`my param`.");
        }
        advance();
        return quoted.text();
    }

    private void advance() {
        token = lexer.next();
    }

    private boolean accept(String keyword) {
        boolean accepted = token.isKeyword(keyword);
        if (accepted) {
            advance();
        }
        return accepted;
    }

    private boolean acceptSymbol(String symbol) {
        boolean accepted = token.isSymbol(symbol);
        if (accepted) {
            advance();
        }
        return accepted;
    }

    private void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw query.refused(token.from(), "'" + symbol + "' was expected", "Each parenthesis has its counterpart.");
        }
    }

    private void end(String advice) {
        if (token.kind() != Token.Kind.END) {
            throw query.refused(token.from(), "nothing more was expected here", advice);
        }
    }
}
