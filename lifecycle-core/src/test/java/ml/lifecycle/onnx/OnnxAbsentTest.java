package ml.lifecycle.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
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
        OtherJvm.Ended ended = OtherJvm.run(classPath, WithoutOnnx.class);
        String expected = "RefusedException The model is an ONNX file, which is served by what is not on the class path; add "
                + artifact + ".\n";
        assertEquals(new OtherJvm.Ended(0, expected + expected), ended);
    }
}
