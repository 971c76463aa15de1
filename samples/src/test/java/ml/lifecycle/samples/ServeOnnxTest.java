package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ml.lifecycle.Lifecycle;
import ml.lifecycle.registry.RegistryEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class ServeOnnxTest {

    @Test
    void an_onnx_file_challenges_a_model_of_tribuo_takes_its_place_and_is_explained(@TempDir Path directory) throws Exception {
        String printed = Printed.by(() -> ServeOnnx.main(directory.toString()));
        for (String part : List.of("Gate production: PASS", "beside the champion's", "PROMOTED production v1 -> v2 by anna",
                "The flower is versicolor.", "the answer would be setosa")) {
            assertTrue(printed.contains(part), part + " is missing in:\n" + printed);
        }
        try (Lifecycle lifecycle = Lifecycle.open(directory)) {
            var model = lifecycle.model("iris-classifier");
            assertEquals(List.of("tribuo-protobuf", "onnx"), model.versions().stream().map(version -> version.format()).toList());
            assertEquals(List.of(1, 2), model.history("production").events().stream()
                    .map(RegistryEvent::version).toList());
        }
    }

    @Test
    void a_file_that_is_given_is_the_challenger(@TempDir Path directory) throws Exception {
        Path store = directory.resolve("store");
        Printed.by(() -> ServeOnnx.main(store.toString()));
        Path file = directory.resolve("given.onnx");
        Files.write(file, second(store));
        Path other = directory.resolve("other");
        Printed.by(() -> ServeOnnx.main(other.toString(), file.toString()));
        assertArrayEquals(Files.readAllBytes(file), second(other));
        String again = Printed.by(() -> ServeOnnx.main(other.toString(), file.toString()));
        assertTrue(again.contains("PROMOTED production v2 -> v3 by anna"), again);
    }

    /** The stored file of the second version. */
    private static byte[] second(Path store) throws IOException {
        try (Lifecycle lifecycle = Lifecycle.open(store)) {
            String run = lifecycle.model("iris-classifier").versions().get(1).run();
            try (InputStream stored = lifecycle.artifact("runs:/" + run + "/model")) {
                return stored.readAllBytes();
            }
        }
    }
}
