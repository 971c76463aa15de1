package ml.lifecycle.tribuo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.internal.text.Names;

/** One value for each {@link Param}: what a candidate of a search is made of. Immutable. */
public final class ParamValues {

    private final Map<String, Object> values;

    ParamValues(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A whole number.
     *
     * @param name the name of the param
     * @return its value
     * @throws RefusedException if there is no such param, or it is no whole number
     */
    public int whole(String name) {
        if (value(name) instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw refused(name, "no whole number");
    }

    /**
     * A number.
     *
     * @param name the name of the param
     * @return its value
     * @throws RefusedException if there is no such param, or it is no number
     */
    public double number(String name) {
        if (value(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw refused(name, "no number");
    }

    /**
     * A value as text.
     *
     * @param name the name of the param
     * @return its value
     * @throws RefusedException if there is no such param
     */
    public String text(String name) {
        return value(name).toString();
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new RefusedException("There is no param '" + Names.printable(name) + "'; there are " + values.keySet()
                    + ".");
        }
        return value;
    }

    private RefusedException refused(String name, String what) {
        return new RefusedException("The param '" + Names.printable(name) + "' is '"
                + Names.printable(text(name)) + "', which is " + what + ".");
    }

    Map<String, Object> all() {
        return values;
    }

    /** In the order of the params: {@code maxDepth=5, fraction=0.5}. */
    @Override
    public String toString() {
        String text = values.toString();
        return text.substring(1, text.length() - 1);
    }
}
