package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** The message of a failure: a headline, then facts in two columns. For use by one thread. */
final class Facts {

    private static final int SHOWN = 7;

    private final String headline;
    private final List<Fact> facts = new ArrayList<>();

    private record Fact(String key, String value) {}

    private Facts(String headline) {
        this.headline = headline;
    }

    static Facts of(String headline) {
        return new Facts(headline);
    }

    Facts fact(String key, Object value) {
        facts.add(new Fact(key, String.valueOf(value)));
        return this;
    }

    /** The first few of many lines under one key, and how many more there are. */
    Facts lines(String key, List<String> lines) {
        String label = key;
        for (String line : lines.subList(0, Math.min(SHOWN, lines.size()))) {
            fact(label, line);
            label = "";
        }
        return lines.size() <= SHOWN ? this : fact("", "and " + (lines.size() - SHOWN) + " more");
    }

    AssertionFailedError error(Object expected, @Nullable Object actual) {
        return new AssertionFailedError(toString(), expected, actual);
    }

    AssertionFailedError error(Object expected, @Nullable Object actual, Throwable cause) {
        return new AssertionFailedError(toString(), expected, actual, cause);
    }

    @Override
    public String toString() {
        int width = facts.stream().mapToInt(fact -> fact.key().length()).max().orElse(0) + 2;
        String margin = " ".repeat(width + 2);
        StringBuilder text = new StringBuilder(headline);
        for (Fact fact : facts) {
            text.append("\n  ").append(fact.key()).append(" ".repeat(width - fact.key().length()))
                    .append(fact.value().replace("\n", "\n" + margin));
        }
        return text.toString();
    }
}
