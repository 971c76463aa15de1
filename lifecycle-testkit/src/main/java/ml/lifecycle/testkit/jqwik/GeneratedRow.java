package ml.lifecycle.testkit.jqwik;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import ml.lifecycle.testkit.internal.Show;
import org.jspecify.annotations.Nullable;

/** A row that prints itself as Java source. Unmodifiable. */
final class GeneratedRow extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> values;

    GeneratedRow(Map<String, ? extends @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return values.entrySet();
    }

    @Override
    public String toString() {
        return Show.row(values);
    }
}
