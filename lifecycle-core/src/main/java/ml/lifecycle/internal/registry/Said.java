package ml.lifecycle.internal.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;

/** Who does something to an alias, and why: what every audited change must say. */
final class Said {

    private static final int MAX_LENGTH = 8_000;

    private final String what;
    private String by = "";
    private String because = "";

    /** Prepares for a change, named for messages: {@code promotion of version 3 of 'iris'}. */
    Said(String what) {
        this.what = what;
    }

    void by(String who) {
        by = Names.requireName("person's", who);
    }

    void because(String why) {
        if (Objects.requireNonNull(why, "why").length() > MAX_LENGTH) {
            throw new RefusedException("The reason of the " + what + " has " + why.length()
                    + " characters; expected at most " + MAX_LENGTH + ".");
        }
        because = why.strip();
    }

    /** Refuses a change of which nobody or no reason is known. */
    void require() {
        refuse(missing());
    }

    /** What is not said, as a sentence; empty if all is. */
    String missing() {
        return !by.isEmpty() && !because.isEmpty() ? "" : "The " + what + " does not say "
                + (by.isEmpty() ? because.isEmpty() ? "who and why" : "who" : "why")
                + "; add .by(\"…\") and .because(\"…\").";
    }

    /** Refuses somebody whom a rule does not name; a rule that names nobody allows everybody. */
    void requireOneOf(List<String> actors, String alias) {
        refuse(notOneOf(actors, alias));
    }

    /** Whom a rule does not name, as a sentence; empty if it names this one, or nobody was said yet. */
    String notOneOf(List<String> actors, String alias) {
        return actors.isEmpty() || by.isEmpty() || actors.contains(by) ? "" : "The " + what + " is by '" + by
                + "', but the rule of the alias '" + alias + "' allows only " + String.join(", ", actors) + ".";
    }

    private static void refuse(String problem) {
        if (!problem.isEmpty()) {
            throw new RefusedException(problem + " Nothing was changed.");
        }
    }

    /** Refuses a change for all that is wrong with it, so that nobody has to find it piece by piece. */
    void refuse(List<String> problems) {
        if (problems.size() == 1) {
            refuse(problems.get(0));
        } else if (!problems.isEmpty()) {
            throw new RefusedException("The " + what + " is refused for " + problems.size() + " reasons.\n  "
                    + String.join("\n  ", problems) + "\nNothing was changed.");
        }
    }

    void put(ObjectNode event) {
        event.put("by", by).put("because", because);
    }

    static String requireAlias(String alias) {
        if (!Objects.requireNonNull(alias, "alias").matches("[A-Za-z0-9_.-]{1,100}") || alias.matches("[0-9.]+")) {
            throw new RefusedException("The alias '" + Names.printable(alias) + "' is not allowed: expected 1 to 100 of"
                    + " the letters A-Z and a-z, digits and - _ . and not a number alone.");
        }
        return alias;
    }
}
