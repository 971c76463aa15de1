package ml.lifecycle.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class DriftExerciseTest {

    @Test
    void a_little_is_told_and_much_is_refused(@TempDir Path directory) throws Exception {
        String printed = Printed.by(() -> DriftExercise.main(directory.toString()));
        int second = printed.indexOf("longer by 20 %");
        String little = printed.substring(0, second);
        String much = printed.substring(second);
        assertTrue(little.contains("+8.0 %") && little.contains("Gate drift: PASS")
                && little.contains("0.08 in the column 'petal_length'"), printed);
        assertTrue(much.contains("+20.0 %") && much.contains("Gate drift: FAIL"), printed);
        Path page = directory.resolve("drift-20-percent.html");
        assertTrue(printed.strip().endsWith(page.toString()), printed);
        assertTrue(Files.readString(page).contains("Drift: 1 of 5 columns"));
        printed.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }
}
