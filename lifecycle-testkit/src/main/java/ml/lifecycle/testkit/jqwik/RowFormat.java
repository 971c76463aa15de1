package ml.lifecycle.testkit.jqwik;

import net.jqwik.api.SampleReportingFormat;

/** Reports a generated row as Java source instead of as a map. Found by jqwik through the service loader. */
@SuppressWarnings("exports") // jqwik is optional: to require it transitively would force it on every module
public final class RowFormat implements SampleReportingFormat {

    /** Called by the service loader. */
    public RowFormat() {}

    @Override
    public boolean appliesTo(Object value) {
        return value instanceof GeneratedRow;
    }

    @Override
    public Object report(Object value) {
        return new Plain(value.toString());
    }

    /** jqwik would put text between quotes. */
    private record Plain(String text) {

        @Override
        public String toString() {
            return text;
        }
    }
}
