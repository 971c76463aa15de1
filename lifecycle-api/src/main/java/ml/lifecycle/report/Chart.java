package ml.lifecycle.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Charts as SVG within a page: of one side, or of two beside each other. What is filled and grey is the side that is
 * compared with; the other one has a strong outline, so that colour alone tells nothing. Each chart says in words what it is,
 * and each bar what it stands for.
 */
public final class Chart {

    private static final int WIDTH = 340;
    private static final int TOP = 16;
    private static final int BASE = 126;
    private static final int HEIGHT = 146;
    private static final int LABEL = 18;
    private static final int LABELS = 128;
    private static final int GAP = 6;
    private static final int VALUES = 56;
    private static final int ROW = 26;
    private static final double SMALLEST = 1;

    private final List<Bar> bars;
    private final double thenTotal;
    private final double nowTotal;
    private final boolean two;

    /**
     * A chart.
     *
     * @param bars what it shows
     * @param thenTotal of how many values the bars of the compared side are; 0 for a chart of one side
     * @param nowTotal of how many values the bars are
     */
    public Chart(List<Bar> bars, double thenTotal, double nowTotal) {
        this.bars = List.copyOf(bars);
        this.thenTotal = thenTotal;
        this.nowTotal = nowTotal;
        this.two = thenTotal > 0;
    }

    /**
     * Bars that stand beside each other, for the parts of a range.
     *
     * @param title what the chart shows, in words
     * @param low what stands below its left end
     * @param high what stands below its right end
     * @return an element of SVG
     */
    public String histogram(String title, String low, String high) {
        double highest = highest();
        StringBuilder svg = open(title, HEIGHT);
        text(svg, "", 0, 11, ReportText.percent(highest) + (two ? "" : " (" + ReportText.count(most()) + ")"));
        if (two) {
            svg.append("<path class=\"then\" d=\"").append(steps(Bar::then, thenTotal, highest)).append("\"/>");
            svg.append("<path class=\"now\" d=\"").append(steps(Bar::now, nowTotal, highest)).append("\"/>");
        }
        double width = (double) WIDTH / bars.size();
        for (int index = 0; index < bars.size(); index++) {
            double height = two ? BASE - TOP : height(bars.get(index).now() / nowTotal, highest);
            svg.append("<rect class=\"").append(two ? "touch" : "single").append("\" x=\"").append(place(index * width))
                    .append("\" y=\"").append(place(BASE - height)).append("\" width=\"")
                    .append(place(two ? width : width - 1)).append("\" height=\"").append(place(height)).append("\">");
            words(svg, bars.get(index));
            svg.append("</rect>");
        }
        line(svg, "axis", 0, BASE, WIDTH, BASE);
        if (bars.get(0).mark().equals(Bar.FAR)) {
            line(svg, "far", width, TOP, width, BASE);
        }
        if (bars.get(bars.size() - 1).mark().equals(Bar.FAR)) {
            line(svg, "far", WIDTH - width, TOP, WIDTH - width, BASE);
        }
        text(svg, "", 0, HEIGHT - 5, low);
        text(svg, "end", WIDTH, HEIGHT - 5, high);
        return svg.append("</svg>\n").toString();
    }

    /** The outline of one side. */
    private String steps(ToLongFunction<Bar> count, double total, double highest) {
        double width = (double) WIDTH / bars.size();
        StringBuilder path = new StringBuilder("M0 ").append(BASE);
        for (int index = 0; index < bars.size(); index++) {
            double top = BASE - height(count.applyAsLong(bars.get(index)) / total, highest);
            path.append('V').append(place(top)).append('H').append(place((index + 1) * width));
        }
        return path.append('V').append(BASE).append('Z').toString();
    }

    /**
     * Bars below each other, for categories.
     *
     * @param title what the chart shows, in words
     * @return an element of SVG
     */
    public String categories(String title) {
        double highest = highest();
        StringBuilder svg = open(title, bars.size() * ROW + 4);
        int y = 2;
        for (Bar bar : bars) {
            svg.append("<g>");
            words(svg, bar);
            // In a frame of its own, which cuts what is wider than most texts of that length.
            svg.append("<svg y=\"").append(y).append("\" width=\"").append(LABELS - GAP).append("\" height=\"").append(ROW)
                    .append("\">");
            text(svg, "name", 0, 17, TextLayout.cut(bar.label(), LABEL));
            svg.append("</svg>");
            double now = bar.now() / nowTotal;
            if (two) {
                bar(svg, "then", y + 3, 8, bar.then() / thenTotal, highest);
                bar(svg, "now", y + 14, 8, now, highest);
            } else {
                bar(svg, "single", y + 5, 15, now, highest);
            }
            text(svg, bar.mark().isEmpty() ? "end" : "end mark", WIDTH, y + 17,
                    bar.mark().isEmpty() ? ReportText.percent(now) : bar.mark());
            svg.append("</g>");
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private void bar(StringBuilder svg, String style, double y, int height, double share, double highest) {
        double width = share == 0 ? 0 : Math.max(SMALLEST, share / highest * (WIDTH - LABELS - VALUES));
        if (width > 0) {
            svg.append("<rect class=\"").append(style).append("\" x=\"").append(LABELS).append("\" y=\"").append(y)
                    .append("\" width=\"").append(place(width)).append("\" height=\"").append(height).append("\"/>");
        }
    }

    /**
     * What the two sides look like in a chart.
     *
     * @param then how the side that is compared with is called
     * @param now how the other one is called
     * @return a paragraph
     */
    public static String key(String then, String now) {
        String box = "<svg width=\"22\" height=\"14\" aria-hidden=\"true\"><rect class=\"KIND\" x=\"1\" y=\"1\" width=\"20\""
                + " height=\"12\"/></svg>";
        return "<p class=\"key\"><span>" + box.replace("KIND", "then") + ReportText.xml(then) + "</span><span>"
                + box.replace("KIND", "now") + ReportText.xml(now) + "</span></p>\n";
    }

    private static StringBuilder open(String title, int height) {
        String words = ReportText.xml(title);
        return new StringBuilder("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(height)
                .append("\" role=\"img\" aria-label=\"").append(words).append("\"><title>").append(words)
                .append("</title>");
    }

    private static void line(StringBuilder svg, String style, double x1, double y1, double x2, double y2) {
        svg.append("<line class=\"").append(style).append("\" x1=\"").append(place(x1)).append("\" y1=\"")
                .append(place(y1)).append("\" x2=\"").append(place(x2)).append("\" y2=\"").append(place(y2))
                .append("\"/>");
    }

    private static void text(StringBuilder svg, String style, int x, int y, String text) {
        svg.append("<text class=\"").append(style).append("\" x=\"").append(x).append("\" y=\"").append(y).append("\">")
                .append(ReportText.xml(text)).append("</text>");
    }

    /** What a bar says to whoever points at it. */
    private void words(StringBuilder svg, Bar bar) {
        svg.append("<title>").append(ReportText.xml(TextLayout.cut(bar.label(), 80))).append(": ");
        if (two) {
            svg.append(ReportText.percent(bar.then() / thenTotal)).append(" before, ")
                    .append(ReportText.percent(bar.now() / nowTotal)).append(" now");
        } else {
            svg.append(ReportText.count(bar.now())).append(" (").append(ReportText.percent(bar.now() / nowTotal))
                    .append(')');
        }
        svg.append("</title>");
    }

    private static double height(double share, double highest) {
        return share == 0 ? 0 : Math.max(SMALLEST, share / highest * (BASE - TOP));
    }

    private double highest() {
        return bars.stream().mapToDouble(bar -> Math.max(two ? bar.then() / thenTotal : 0, bar.now() / nowTotal))
                .max().orElse(1);
    }

    private long most() {
        return bars.stream().mapToLong(Bar::now).max().orElse(0);
    }

    private static String place(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
