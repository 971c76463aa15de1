package ml.lifecycle.internal.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import ml.lifecycle.run.RunRecord;
import org.jspecify.annotations.Nullable;

/** Conditions and orders as text, each with what it means for one record, said as plainly as possible. */
final class Reference {

    static final List<String> NAMES = List.of("cart", "knn", "forest 1", "it's", "Ünï", "");
    static final List<String> VALUES = List.of("1", "2", "10", "-3.5", "1e2", "cart", "it's", "", "%", "é𝄞", "0");
    static final double[] NUMBERS = {0, 1, 2, -1, 0.5, 1e300, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, -0.0};
    private static final List<String> OPERATORS = List.of("=", "!=", "<", "<=", ">", ">=");

    private final Random random;

    Reference(Random random) {
        this.random = random;
    }

    record Meaning(String text, Predicate<RunRecord> test) {}

    record Order(String text, Comparator<RunRecord> comparator) {}

    Meaning condition(int depth) {
        int choice = random.nextInt(depth == 0 ? 5 : 9);
        return switch (choice) {
            case 0, 1 -> number();
            case 2, 3 -> text();
            case 4 -> random.nextBoolean() ? in() : like();
            case 5, 6 -> joined(depth, " and ", Predicate::and);
            case 7 -> joined(depth, " OR ", Predicate::or);
            default -> {
                Meaning part = condition(depth - 1);
                yield new Meaning("not (" + part.text + ")", part.test.negate());
            }
        };
    }

    private Meaning joined(int depth, String word, BiJoin join) {
        Meaning left = condition(depth - 1);
        Meaning right = condition(depth - 1);
        return new Meaning("(" + left.text + ")" + word + "(" + right.text + ")", join.of(left.test, right.test));
    }

    private interface BiJoin {
        Predicate<RunRecord> of(Predicate<RunRecord> left, Predicate<RunRecord> right);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private record NumberField(String text, Function<RunRecord, @Nullable Double> get) {}

    private record TextField(String text, Function<RunRecord, @Nullable String> get, boolean mayBeNumber) {}

    private NumberField numberField() {
        return any(List.of(
                new NumberField("metrics.accuracy", run -> run.metrics().get("accuracy")),
                new NumberField("metrics.`f1 macro`", run -> run.metrics().get("f1 macro")),
                new NumberField("metrics.loss", run -> run.metrics().get("loss")),
                new NumberField("metrics.absent", run -> run.metrics().get("absent")),
                new NumberField("start_time", run -> (double) run.startedAt().toEpochMilli()),
                new NumberField("end_time", run -> run.endedAt() == null ? null : (double) run.endedAt().toEpochMilli()),
                new NumberField("duration", run -> run.duration().map(time -> (double) time.toMillis()).orElse(null))));
    }

    private TextField textField() {
        return any(List.of(
                new TextField("params.depth", run -> run.params().get("depth"), true),
                new TextField("params.`a b`", run -> run.params().get("a b"), true),
                new TextField("tags.owner", run -> run.tags().get("owner"), true),
                new TextField("tags.absent", run -> run.tags().get("absent"), true),
                new TextField("name", RunRecord::name, false),
                new TextField("id", RunRecord::id, false),
                new TextField("parent", RunRecord::parent, false),
                new TextField("experiment", RunRecord::experiment, false),
                new TextField("status", run -> run.status().name(), false)));
    }

    private double literal(NumberField field) {
        if (field.text.endsWith("_time")) {
            return 1_000_000 + random.nextInt(3000);
        }
        double number = NUMBERS[random.nextInt(NUMBERS.length)];
        return Double.isFinite(number) ? number : random.nextInt(3);
    }

    private Meaning number() {
        NumberField field = numberField();
        String operator = any(OPERATORS);
        double literal = literal(field);
        return new Meaning(field.text + " " + operator + " " + literal, run -> {
            Double value = field.get.apply(run);
            return value != null && Double.isFinite(value) && holds(operator, compare(value, literal));
        });
    }

    private static int compare(double a, double b) {
        return a < b ? -1 : a > b ? 1 : 0;
    }

    private static boolean holds(String operator, int comparison) {
        return switch (operator) {
            case "=" -> comparison == 0;
            case "!=" -> comparison != 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            default -> comparison >= 0;
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private Meaning text() {
        TextField field = textField();
        if (field.text.equals("status")) {
            String status = any(List.of("FINISHED", "FAILED", "INTERRUPTED"));
            return new Meaning("status = " + quoted(status), run -> run.status().name().equals(status));
        }
        String operator = any(OPERATORS);
        String literal = any(VALUES);
        Double number = field.mayBeNumber ? number(literal) : null;
        boolean bare = number != null && random.nextBoolean();
        return new Meaning(field.text + operator + (bare ? literal : quoted(literal)), run -> {
            String value = field.get.apply(run);
            return value != null && matches(value, operator, literal, bare ? number : null);
        });
    }

    private static boolean matches(String value, String operator, String literal, @Nullable Double number) {
        if (number == null) {
            return holds(operator, byCodePoints(value, literal));
        }
        Double valueNumber = number(value);
        return valueNumber == null ? operator.equals("!=") : holds(operator, compare(valueNumber, number));
    }

    private static int byCodePoints(String a, String b) {
        int[] first = a.codePoints().toArray();
        int[] second = b.codePoints().toArray();
        return Arrays.compare(first, second);
    }

    private static @Nullable Double number(String text) {
        return Pattern.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?", text) ? Double.valueOf(text) : null;
    }

    private Meaning in() {
        TextField field = textField();
        if (field.text.equals("status")) {
            return text();
        }
        String first = any(VALUES);
        String second = any(NAMES);
        return new Meaning(field.text + " in (" + quoted(first) + ", " + quoted(second) + ")", run -> {
            String value = field.get.apply(run);
            return value != null && (value.equals(first) || value.equals(second));
        });
    }

    private Meaning like() {
        TextField field = textField();
        String pattern = any(List.of("%", "c%", "%1", "_", "%a%t%", "", "IT%", "%'%", "f_r%", "é_"));
        boolean ignoreCase = random.nextBoolean();
        Pattern regex = Pattern.compile(pattern.codePoints()
                .mapToObj(c -> c == '%' ? "(?s:.*)" : c == '_' ? "(?s:.)" : Pattern.quote(Character.toString(c)))
                .reduce("", String::concat), ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        return new Meaning(field.text + (ignoreCase ? " ILIKE " : " like ") + quoted(pattern), run -> {
            String value = field.get.apply(run);
            return value != null && regex.matcher(value).matches();
        });
    }

    Order order() {
        int parts = random.nextInt(3);
        StringBuilder text = new StringBuilder();
        Comparator<RunRecord> comparator = (a, b) -> 0;
        for (int i = 0; i <= parts; i++) {
            boolean descending = random.nextBoolean();
            text.append(i == 0 ? "" : ", ");
            if (random.nextInt(3) > 0) {
                NumberField field = numberField();
                text.append(field.text);
                comparator = comparator.thenComparing((a, b) ->
                        numbers(field.get.apply(a), field.get.apply(b), descending));
            } else {
                TextField field = textField();
                text.append(field.text);
                comparator = comparator.thenComparing((a, b) -> texts(field, a, b, descending));
            }
            text.append(descending ? " desc" : random.nextBoolean() ? " ASC" : "");
        }
        return new Order(text.toString(), comparator.thenComparing(latestFirst()));
    }

    static Comparator<RunRecord> latestFirst() {
        return Comparator.comparing(RunRecord::startedAt).reversed()
                .thenComparing((a, b) -> byCodePoints(a.id(), b.id()));
    }

    private static int numbers(@Nullable Double a, @Nullable Double b, boolean descending) {
        int rank = Integer.compare(rank(a), rank(b));
        if (rank != 0 || a == null || b == null || a.isNaN()) {
            return rank;
        }
        return descending ? compare(b, a) : compare(a, b);
    }

    private static int rank(@Nullable Double number) {
        return number == null ? 3 : number.isNaN() ? 2 : number.isInfinite() ? 1 : 0;
    }

    private static int texts(TextField field, RunRecord a, RunRecord b, boolean descending) {
        String first = field.get.apply(a);
        String second = field.get.apply(b);
        if (first == null || second == null) {
            return Boolean.compare(first == null, second == null);
        }
        Double firstNumber = field.mayBeNumber ? number(first) : null;
        Double secondNumber = field.mayBeNumber ? number(second) : null;
        int comparison = Boolean.compare(firstNumber == null, secondNumber == null);
        if (comparison == 0 && firstNumber != null && secondNumber != null) {
            comparison = compare(firstNumber, secondNumber);
        }
        if (comparison == 0) {
            comparison = byCodePoints(first, second);
        }
        return descending ? -comparison : comparison;
    }
}
