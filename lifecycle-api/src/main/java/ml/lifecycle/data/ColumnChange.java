package ml.lifecycle.data;

import java.util.List;
import java.util.Map;
import ml.lifecycle.signature.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * How a column changed from the reference to the current data.
 *
 * @param name the column
 * @param type its type in the reference
 * @param typeNow its type in the current data, {@code null} if these have no such column
 * @param state what is to be said of it
 * @param method the method that decides
 * @param distance the distance by that method, NaN if there is none
 * @param probability how likely so great a change of the values or of the share of missing ones is between samples of equal
 *         distributions, corrected for the number of columns; 1 if it is not compared
 * @param distances the distance by each method that the column allows
 * @param meanBefore the mean in the reference, NaN if it has none
 * @param meanNow the mean in the current data, NaN if it has none
 * @param missingBefore the share of rows without a value in the reference
 * @param missingNow the share of rows without a value in the current data
 * @param newShare the share of the current values that the reference does not have, which a model may refuse; NaN where the
 *         reference hardly repeats its values, so that equal data would have new ones too, or where nobody counts each
 * @param appeared values that the reference does not have, at most 20: texts, or numbers where neither side has more than ten
 * @param vanished values that only the reference has, at most 20
 * @param bins the values of both sides in the same bins: for numbers parts of the range, ascending; for other values the 20
 *         most frequent ones of either side and the rest. None for a column that is not compared
 * @param sentence what was found, in words
 */
public record ColumnChange(
        String name,
        ColumnType type,
        @Nullable ColumnType typeNow,
        State state,
        DriftMethod method,
        double distance,
        double probability,
        Map<DriftMethod, Double> distances,
        double meanBefore,
        double meanNow,
        double missingBefore,
        double missingNow,
        double newShare,
        List<String> appeared,
        List<String> vanished,
        List<Bin> bins,
        String sentence) {

    /** What is to be said of a column. */
    public enum State {
        /** No more than chance gives, or too little to matter. */
        STABLE,
        /** More than chance gives, and enough to matter. */
        DRIFTED,
        /**
         * One of both has no such column, one of another type, no values or fewer than five, or the method gives no
         * distance; or its values hardly repeat; or it holds timestamps, which always go on.
         */
        NOT_COMPARED
    }

    /**
     * How many values of each side are in one bin.
     *
     * @param kind what kind of bin it is
     * @param category the value of a category, cut after 100 characters; else empty
     * @param from the lower end of a range; else NaN
     * @param to the upper end of a range: the beginning of the next one, the greatest number of the last one, or, where all
     *         numbers are whole, the last number that belongs to it; else NaN
     * @param before how many values of the reference are in it
     * @param now how many current values are in it
     */
    public record Bin(Kind kind, String category, double from, double to, long before, long now) {

        /** What a bin holds. */
        public enum Kind {
            /** The numbers of a part of the range. The first and the last part may be wider than the others. */
            RANGE,
            /** One value. */
            CATEGORY,
            /** All values that are no category of their own. */
            OTHERS
        }

        /**
         * A part of the range of numbers.
         *
         * @param from the lower end
         * @param to the upper end
         * @param before how many values of the reference are in it
         * @param now how many current values are in it
         * @return the bin
         */
        public static Bin range(double from, double to, long before, long now) {
            return new Bin(Kind.RANGE, "", from, to, before, now);
        }

        /**
         * One value.
         *
         * @param category the value
         * @param before how often it occurs in the reference
         * @param now how often it occurs now
         * @return the bin
         */
        public static Bin category(String category, long before, long now) {
            return new Bin(Kind.CATEGORY, category, Double.NaN, Double.NaN, before, now);
        }

        /**
         * All other values.
         *
         * @param before how many values of the reference are in it
         * @param now how many current values are in it
         * @return the bin
         */
        public static Bin others(long before, long now) {
            return new Bin(Kind.OTHERS, "", Double.NaN, Double.NaN, before, now);
        }
    }

    /** Copies the collections. */
    public ColumnChange {
        distances = Map.copyOf(distances);
        appeared = List.copyOf(appeared);
        vanished = List.copyOf(vanished);
        bins = List.copyOf(bins);
    }

    /**
     * Whether the current data has no such column.
     *
     * @return whether it is gone
     */
    public boolean isGone() {
        return typeNow == null;
    }

    /**
     * Whether a person should read its sentence: it is not just stable, or has values that the reference does not have.
     *
     * @return whether it is so
     */
    public boolean isNotable() {
        return state != State.STABLE || newShare > 0;
    }

    /**
     * The relative change of the mean with its sign; a change of 0.1 is often taken as one to look at.
     *
     * @return the change, NaN without means or with a mean of 0 in the reference
     */
    public double meanShift() {
        return meanBefore == 0 ? Double.NaN : (meanNow - meanBefore) / Math.abs(meanBefore);
    }

    /** The state and the sentence. */
    @Override
    public String toString() {
        return state + ": " + sentence;
    }
}
