package ml.lifecycle.internal.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Remembers names that were allowed, since most runs have the same ones and the rules are dear to check. */
final class CheckedNames {

    private static final int MOST = 10_000;

    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private final BiFunction<String, @Nullable String, String> rule;

    CheckedNames(BiFunction<String, @Nullable String, String> rule) {
        this.rule = rule;
    }

    /** The name, if the rule allows it. */
    String require(String what, @Nullable String name) {
        if (name != null && allowed.contains(name)) {
            return name;
        }
        String checked = rule.apply(what, name);
        if (allowed.size() < MOST) {
            allowed.add(checked);
        }
        return checked;
    }
}
