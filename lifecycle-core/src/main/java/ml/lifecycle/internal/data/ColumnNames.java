package ml.lifecycle.internal.data;

import java.util.Set;
import ml.lifecycle.internal.text.Names;
import org.jspecify.annotations.Nullable;

/** The rule for names of columns. */
final class ColumnNames {

    private static final int MAX_LENGTH = 250;

    private ColumnNames() {}

    /**
     * What is wrong with a name.
     *
     * @param name the name
     * @param others the names before it
     * @return the problem, or {@code null} if there is none
     */
    static @Nullable String problem(@Nullable String name, Set<String> others) {
        if (name == null || name.isBlank()) {
            return "has no name";
        }
        if (name.length() > MAX_LENGTH) {
            return "has a name of " + name.length() + " characters; expected at most " + MAX_LENGTH;
        }
        String shown = "'" + Names.printable(name) + "'";
        if (!name.equals(name.strip())) {
            return "is named " + shown + ", with white space around it; remove the white space";
        }
        if (!name.codePoints().allMatch(Names::isPrintable)) {
            return "is named " + shown + ", with characters that cannot be seen; remove them";
        }
        return others.contains(name) ? "is named " + shown + " like a column before it; name each column once" : null;
    }
}
