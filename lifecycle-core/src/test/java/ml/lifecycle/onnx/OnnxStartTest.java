package ml.lifecycle.onnx;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import ml.lifecycle.UnavailableException;
import ml.lifecycle.onnx.OtherJvm.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting the runtime. */
class OnnxStartTest {

    /** Version 1.29.0 of the runtime ends such a JVM. */
    @Test
    void a_model_is_served_whatever_the_length_of_the_command_line() throws Exception {
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + "none/".repeat(4000);
        Ended ended = OtherJvm.run(classPath, WithLongCommandLine.class);
        assertEquals(new Ended(0, "yes"), ended);
    }

    @ParameterizedTest
    @CsvSource({"1.29.0,", "1.29.1, 0", "1.30.0-rc1,", "1.100.0,"})
    void a_runtime_that_gathers_telemetry_is_not_started(String version, String disabled) {
        String message = assertThrows(UnavailableException.class, () -> OnnxRuntime.requireSilent(version, disabled))
                .getMessage();
        assertTrue(message.contains(version) && message.contains("ORT_DISABLE_TELEMETRY=1"), message);
    }

    @ParameterizedTest
    @CsvSource({"1.28.0,", "1.9.0,", "1.29.0, 1", ",", "unknown,"})
    void a_runtime_that_does_not_is_started(String version, String disabled) {
        assertDoesNotThrow(() -> OnnxRuntime.requireSilent(version, disabled));
    }
}
