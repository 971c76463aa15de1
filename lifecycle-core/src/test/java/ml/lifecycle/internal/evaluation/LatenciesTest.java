package ml.lifecycle.internal.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {

    private long now;
    private int calls;
    private int before;

    private double[] measure(long nanosOfCall, int rows) {
        return Latencies.measure(row -> {
            assertEquals(row < rows, true);
            calls++;
            now += nanosOfCall;
            return row;
        }, rows, before, () -> now);
    }

    @ParameterizedTest(name = "a call of {0} ns: warm-up {1}, timed {2}")
    @CsvSource({"1000, 100000, 2000", "1000000, 100, 400", "10000000, 10, 300", "100000000, 1, 50", "6000000000, 1, 1"})
    void a_model_is_warmed_up_by_the_clock_and_timed_until_there_are_enough_calls(long nanos, int warmUp, int timed) {
        double[] millis = measure(nanos, 7);
        assertEquals(timed, millis.length);
        assertEquals(warmUp + timed, calls);
        double[] expected = new double[timed];
        Arrays.fill(expected, nanos / 1e6);
        assertArrayEquals(expected, millis);
    }

    @Test
    void the_times_are_in_the_order_of_the_calls() {
        double[] millis = Latencies.measure(row -> now += 50_000_000L * (1 + row), 3, 0, () -> now);
        assertArrayEquals(new double[] {50, 100, 150, 50}, Arrays.copyOf(millis, 4));
    }

    @ParameterizedTest(name = "after {0} predictions {1} more")
    @CsvSource({"4999, 100000", "5000, 500"})
    void a_model_that_has_predicted_much_is_warmed_up_shortly(int already, int warmUp) {
        before = already;
        assertEquals(2_000, measure(1_000, 7).length);
        assertEquals(warmUp + 2_000, calls);
    }

    @Test
    void nothing_is_timed_without_rows() {
        assertEquals(0, measure(1, 0).length);
        assertEquals(0, calls);
    }
}
