package ml.lifecycle.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import ml.lifecycle.internal.query.Condition.Literal;
import ml.lifecycle.internal.query.Condition.Operator;
import ml.lifecycle.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** Makes filters of conditions. */
final class Filters {

    private static final RunStatus[] STATUSES = RunStatus.values();

    /** What it costs to ask for the duration of a row: two columns. */
    private static final int DURATION = 8;
    /** What it costs to ask for the id of a row: a text is made of it. */
    private static final int ID = 50;

    private final RunIndex index;

    private Filters(RunIndex index) {
        this.index = index;
    }

    static Filter of(RunIndex index, Condition condition) {
        return new Filters(index).filter(condition);
    }

    private Filter filter(Condition condition) {
        if (condition instanceof Condition.All all) {
            List<Filter> filters = filters(all.parts());
            filters.remove(ConstantFilter.ALL);
            return filters.size() == 1 ? filters.get(0) : new AllFilter(filters);
        }
        if (condition instanceof Condition.Any any) {
            return new AnyFilter(filters(any.parts()));
        }
        if (condition instanceof Condition.Not not) {
            return new NotFilter(filter(not.part()));
        }
        if (condition instanceof Condition.TopLevel) {
            // Most experiments have no parts of runs, and are not to pay for the question.
            return index.parents.dict.size() == 0 ? ConstantFilter.ALL : new MissingFilter(index.parents.codes);
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

    private List<Filter> filters(List<Condition> parts) {
        List<Filter> filters = new ArrayList<>();
        for (Condition part : parts) {
            filters.add(filter(part));
        }
        return filters;
    }

    private Filter in(Field field, List<Literal> literals) {
        return field.isNumber()
                ? new AnyFilter(literals.stream().map(value -> number(field, Operator.EQUAL, value.number())).toList())
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
            return code < 0 ? ConstantFilter.of(false) : new CodeFilter(column.codes, code + 1);
        }
        if (exact && field.kind() == Field.Kind.ID) {
            int row = index.ids.find(literal.text());
            return new RowFilter(1, candidate -> candidate == row);
        }
        return text(field, text -> matches(text, operator, literal));
    }

    private Filter number(Field field, Operator operator, double number) {
        if (field.kind() == Field.Kind.DURATION) {
            return new RowFilter(DURATION, row -> {
                double duration = index.ends.get(row) - index.starts.get(row);
                return duration == duration && operator.holds(Double.compare(duration, number + 0.0));
            });
        }
        DoubleColumn column = switch (field.kind()) {
            case START_TIME -> index.starts;
            case END_TIME -> index.ends;
            default -> index.metrics.find(field.name());
        };
        return column == null ? ConstantFilter.of(false) : NumberFilter.of(column, operator, number);
    }

    private Filter text(Field field, Predicate<String> property) {
        switch (field.kind()) {
            case ID:
                return new RowFilter(ID, row -> property.test(index.ids.text(row)));
            case EXPERIMENT:
                return ConstantFilter.of(property.test(index.experiment));
            case STATUS:
                return new TextFilter(index.statuses, STATUSES.length, code -> STATUSES[code].name(), property);
            default:
                TextColumn column = column(field);
                return column == null
                        ? ConstantFilter.of(false)
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
}
