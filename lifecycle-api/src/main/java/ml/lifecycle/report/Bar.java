package ml.lifecycle.report;

/**
 * What a chart shows at one place.
 *
 * @param label what it stands for: a range of numbers or a category
 * @param then how many values are there on the side that is compared with; 0 in a chart of one side
 * @param now how many values are there
 * @param mark a word that is shown beside it, empty for none
 */
public record Bar(String label, long then, long now, String mark) {

    /** Marks an outer part of a range that is wider than it is drawn. */
    public static final String FAR = "far";
}
