package ml.lifecycle.internal.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import ml.lifecycle.internal.query.Condition.Literal;
import ml.lifecycle.internal.query.Condition.Operator;
import ml.lifecycle.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** Makes filters of conditions. */
final class Filters {

    private static final RunStatus[] STATUSES = RunStatus.values();

    private final RunIndex index;

    private Filters(RunIndex index) {
        this.index = index;
    }

    static Filter of(RunIndex index, Condition condition) {
        return new Filters(index).filter(condition);
    }

    private Filter filter(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all(all.parts().stream().map(this::filter).toList());
        }
        if (condition instanceof Condition.Any any) {
            return any(any.parts().stream().map(this::filter).toList());
        }
        if (condition instanceof Condition.Not not) {
            return not(filter(not.part()));
        }
        if (condition instanceof Condition.Compare compare) {
            return compare(compare.field(), compare.operator(), compare.literal());
        }
        if (condition instanceof Condition.In in) {
            return in(in.field(), in.literals());
        }
        Condition.Like like = (Condition.Like) condition;
        return text(like.field(), like.pattern()::matches);
    }

    private Filter in(Field field, List<Literal> literals) {
        return field.isNumber()
                ? any(literals.stream().map(value -> number(field, Operator.EQUAL, value.number())).toList())
                : text(field, text -> literals.stream().anyMatch(value -> matches(text, Operator.EQUAL, value)));
    }

    private Filter compare(Field field, Operator operator, Literal literal) {
        if (field.isNumber()) {
            return number(field, operator, literal.number());
        }
        TextColumn column = column(field);
        boolean exact = operator == Operator.EQUAL && !literal.isNumber();
        if (exact && column != null) {
            int code = column.dict.find(literal.text());
            return code < 0 ? constant(false) : new CodeFilter(column.codes, code + 1);
        }
        if (exact && field.kind() == Field.Kind.ID) {
            int row = index.ids.find(literal.text());
            return new RowFilter(index.rows(), candidate -> candidate == row);
        }
        return text(field, text -> matches(text, operator, literal));
    }

    private Filter number(Field field, Operator operator, double number) {
        if (field.kind() == Field.Kind.DURATION) {
            return new RowFilter(index.rows(), row -> {
                double duration = index.ends.get(row) - index.starts.get(row);
                return duration == duration && operator.holds(Double.compare(duration, number + 0.0));
            });
        }
        DoubleColumn column = switch (field.kind()) {
            case START_TIME -> index.starts;
            case END_TIME -> index.ends;
            default -> index.metrics.find(field.name());
        };
        return column == null ? constant(false) : NumberFilter.of(column, operator, number);
    }

    private Filter text(Field field, Predicate<String> property) {
        switch (field.kind()) {
            case ID:
                return new RowFilter(index.rows(), row -> property.test(index.ids.text(row)));
            case EXPERIMENT:
                return constant(property.test(index.experiment));
            case STATUS:
                return new TextFilter(index.statuses, STATUSES.length, code -> STATUSES[code].name(), property);
            default:
                TextColumn column = column(field);
                return column == null
                        ? constant(false)
                        : new TextFilter(column.codes, column.dict.size(), column.dict::text, property);
        }
    }

    private @Nullable TextColumn column(Field field) {
        return switch (field.kind()) {
            case PARAM -> index.params.find(field.name());
            case TAG -> index.tags.find(field.name());
            case NAME -> index.names;
            case PARENT -> index.parents;
            default -> null;
        };
    }

    /** Compares as numbers where both are numbers; else as texts, of which none is less or greater than a number. */
    static boolean matches(String text, Operator operator, Literal literal) {
        if (!literal.isNumber()) {
            return operator.holds(TextOrder.compare(text, literal.text()));
        }
        double number = NumberText.parse(text);
        if (number == number) {
            return operator.holds(number < literal.number() ? -1 : number > literal.number() ? 1 : 0);
        }
        return operator == Operator.NOT_EQUAL;
    }

    static Filter constant(boolean answer) {
        return (page, bits) -> Arrays.fill(bits, answer ? -1L : 0L);
    }

    private static Filter not(Filter part) {
        return (page, bits) -> {
            part.match(page, bits);
            for (int i = 0; i < bits.length; i++) {
                bits[i] = ~bits[i];
            }
        };
    }

    private static Filter all(List<Filter> parts) {
        if (parts.isEmpty()) {
            return constant(true);
        }
        Filter[] filters = parts.stream().sorted(Comparator.comparingInt(Filter::cost)).toArray(Filter[]::new);
        long[] other = new long[Pages.WORDS];
        return (page, bits) -> {
            filters[0].match(page, bits);
            for (int f = 1; f < filters.length && !isEmpty(bits); f++) {
                filters[f].match(page, other);
                for (int i = 0; i < bits.length; i++) {
                    bits[i] &= other[i];
                }
            }
        };
    }

    private static Filter any(List<Filter> parts) {
        long[] other = new long[Pages.WORDS];
        return (page, bits) -> {
            Arrays.fill(bits, 0);
            for (Filter part : parts) {
                part.match(page, other);
                for (int i = 0; i < bits.length; i++) {
                    bits[i] |= other[i];
                }
            }
        };
    }

    static boolean isEmpty(long[] bits) {
        long all = 0;
        for (long word : bits) {
            all |= word;
        }
        return all == 0;
    }
}
