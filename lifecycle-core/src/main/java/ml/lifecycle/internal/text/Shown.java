package ml.lifecycle.internal.text;

import java.util.function.Supplier;
import ml.lifecycle.LifecycleException;

/** Texts for people that must be there whatever the store does: debuggers and shells print objects at any time. */
public final class Shown {

    private Shown() {}

    /**
     * The text, or why there is none.
     *
     * @param name what is shown, for the second case
     * @param text reads the store, which may be closed, damaged or gone
     * @return the text; else the name and the reason, such as that the lifecycle is closed
     */
    public static String orWhyNot(String name, Supplier<String> text) {
        try {
            return text.get();
        } catch (LifecycleException unreadable) {
            return Names.printable(name) + ": " + unreadable.getMessage();
        }
    }
}
