package ml.lifecycle.monitor;

import ml.lifecycle.Printable;

/**
 * A window that did not pass, and with it so many others that the rule of the monitor calls for somebody, or for a new
 * training.
 *
 * @param window the latest window, which failed
 * @param failed how many of the latest windows failed, this one included
 * @param of how many windows were counted, at most what the rule says; windows that are INCONCLUSIVE are not counted
 */
public record Alarm(MonitorWindow window, int failed, int of) implements Printable {

    @Override
    public String toString() {
        return "Alarm: " + (of == 1 ? "the latest window failed" : failed + " of the latest " + of + " windows failed") + "\n"
                + window;
    }
}
