package ml.lifecycle.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ml.lifecycle.data.ColumnProfile;
import ml.lifecycle.data.Correlation;
import ml.lifecycle.data.DriftMethod;
import ml.lifecycle.gate.DataMeasure;
import ml.lifecycle.gate.Drift;
import ml.lifecycle.gate.Fairness;
import ml.lifecycle.gate.Measure;
import ml.lifecycle.gate.Metric;
import ml.lifecycle.gate.MetricKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    /** Measures of which each kind is compared by itself. */
    private static final Set<Class<?>> OF_KINDS = Set.of(Metric.class, Fairness.class, Drift.class, DataMeasure.class);

    @Test
    @DisplayName("each measure, drift and figure of a profile is compared with a peer's, or the table says why not")
    void all() {
        String table = String.join("\n", Answers.lines("PEERS.md"));
        List<String> left = words().filter(word -> !table.contains("`" + word + "`")).toList();
        assertEquals(List.of(), left, "Add these to src/test/peers, with a peer or with the reason why there is none.");
    }

    private static Stream<String> words() {
        Stream<String> kinds = Stream.<Enum<?>[]>of(MetricKind.values(), Fairness.Criterion.values(), DriftMethod.values())
                .flatMap(Arrays::stream).map(one -> one.getDeclaringClass().getSimpleName() + "." + one.name());
        Stream<String> ofData = Arrays.stream(DataMeasure.Statistic.values()).map(one -> "DataMeasure." + one.name());
        Stream<String> others = Arrays.stream(Measure.class.getPermittedSubclasses())
                .filter(measure -> !OF_KINDS.contains(measure)).map(Class::getSimpleName);
        return Stream.of(kinds, ofData, others, figures(ColumnProfile.class), figures(Correlation.class))
                .flatMap(words -> words);
    }

    private static Stream<String> figures(Class<?> type) {
        Set<Class<?>> numbers = Set.of(long.class, double.class, long[].class, double[].class);
        return Arrays.stream(type.getRecordComponents()).filter(component -> numbers.contains(component.getType()))
                .map(component -> type.getSimpleName() + "." + component.getName());
    }
}
