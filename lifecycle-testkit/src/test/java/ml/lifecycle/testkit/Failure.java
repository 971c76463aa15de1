package ml.lifecycle.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;

/** What an assertion says when it fails. */
final class Failure {

    private Failure() {}

    static AssertionFailedError of(Executable assertion) {
        return assertThrows(AssertionFailedError.class, assertion);
    }

    /** Requires that a failure has these parts, each in full. */
    static void says(Executable assertion, String... parts) {
        String message = of(assertion).getMessage();
        assertAll(Stream.of(parts).map(part ->
                () -> assertTrue(message.contains(part), () -> "expected in the message:\n" + part + "\nthe message:\n" + message)));
    }
}
