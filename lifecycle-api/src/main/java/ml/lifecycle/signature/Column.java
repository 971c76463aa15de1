package ml.lifecycle.signature;

import java.util.List;
import java.util.stream.Collectors;
import ml.lifecycle.RefusedException;
import ml.lifecycle.report.ReportText;
import org.jspecify.annotations.Nullable;

/**
 * One input of a model.
 *
 * @param name its name
 * @param type what its values are
 * @param required whether a row must have it
 * @param range the values seen in training, for numbers; {@code null} where any is allowed
 * @param levels the texts seen in training; empty where any is allowed
 */
public record Column(String name, ColumnType type, boolean required, @Nullable Range range, List<String> levels) {

    private static final int SHOWN_LEVELS = 8;
    private static final int SHOWN_CHARACTERS = 60;
    private static final double EXACT = 1e15;

    /**
     * Copies the levels.
     *
     * @throws RefusedException if the name is blank, a range is given for other than numbers, or levels for other than
     *         text
     */
    public Column {
        levels = List.copyOf(levels);
        if (name.isBlank()) {
            throw new RefusedException("A column of a signature has no name; give it the name of the input.");
        }
        if (range != null && type != ColumnType.NUMBER && type != ColumnType.INTEGER) {
            throw new RefusedException("Column '" + name + "' is " + type + " and has a range; only numbers have one.");
        }
        if (!levels.isEmpty() && type != ColumnType.TEXT) {
            throw new RefusedException("Column '" + name + "' is " + type + " and has levels; only text has them.");
        }
    }

    /**
     * A required number of any size.
     *
     * @param name its name
     * @return the column
     */
    public static Column number(String name) {
        return new Column(name, ColumnType.NUMBER, true, null, List.of());
    }

    /**
     * A required whole number of any size.
     *
     * @param name its name
     * @return the column
     */
    public static Column integer(String name) {
        return new Column(name, ColumnType.INTEGER, true, null, List.of());
    }

    /**
     * A required text.
     *
     * @param name its name
     * @return the column
     */
    public static Column text(String name) {
        return new Column(name, ColumnType.TEXT, true, null, List.of());
    }

    /**
     * The same column with the range of values seen in training.
     *
     * @param min the smallest
     * @param max the largest
     * @return the narrowed column
     */
    public Column between(double min, double max) {
        return new Column(name, type, required, new Range(min, max), levels);
    }

    /**
     * The same column with the texts seen in training.
     *
     * @param levels the texts
     * @return the narrowed column
     */
    public Column oneOf(String... levels) {
        return new Column(name, type, required, range, List.of(levels));
    }

    /**
     * The same column, which a row need not have.
     *
     * @return the optional column
     */
    public Column optional() {
        return new Column(name, type, false, range, levels);
    }

    /**
     * What a value must be, for messages.
     *
     * @return for example {@code NUMBER in [4.3, 7.9]}
     */
    public String expectation() {
        return type + (range != null ? " in " + shown(range) : levels.isEmpty() ? "" : " of " + shownLevels());
    }

    /** A column of whole numbers has whole bounds, but where a person gave others. */
    private String shown(Range bounds) {
        return type == ColumnType.INTEGER && isWhole(bounds.min()) && isWhole(bounds.max())
                ? "[" + (long) bounds.min() + ", " + (long) bounds.max() + "]" : bounds.toString();
    }

    private static boolean isWhole(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < EXACT;
    }

    /** The first levels, quoted, since a level may hold a comma; and how many more there are. */
    private String shownLevels() {
        String first = levels.stream().limit(SHOWN_LEVELS).map(level -> "'" + shown(level) + "'")
                .collect(Collectors.joining(", "));
        return levels.size() <= SHOWN_LEVELS ? first : first + " and " + (levels.size() - SHOWN_LEVELS) + " more";
    }

    /** Data may hold whole letters, and what moves the cursor. */
    private static String shown(String level) {
        int end = level.length() <= SHOWN_CHARACTERS ? level.length() : level.offsetByCodePoints(0,
                Math.min(SHOWN_CHARACTERS, level.codePointCount(0, level.length())));
        return ReportText.visible(level.substring(0, end)) + (end < level.length() ? "…" : "");
    }
}
