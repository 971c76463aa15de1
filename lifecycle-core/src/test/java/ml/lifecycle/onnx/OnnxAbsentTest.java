package ml.lifecycle.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runtime is optional. */
class OnnxAbsentTest {

    @ParameterizedTest
    @CsvSource({
        "onnxruntime-,   com.microsoft.onnxruntime:onnxruntime",
        "protobuf-java-, com.google.protobuf:protobuf-java"
    })
    void without_an_artifact_a_model_is_refused_by_the_name_of_what_to_add(String absent, String artifact) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(absent))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", classPath, WithoutOnnx.class.getName()).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        String expected = "RefusedException The model is an ONNX file, which is served by what is not on the class path; add "
                + artifact + ".\n";
        assertEquals(expected + expected, printed);
    }
}
