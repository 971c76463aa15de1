package ml.lifecycle.store.fs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import ml.lifecycle.testkit.fault.SimulatedDisk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The turn of two processes at the lock of a log")
class TurnTest {

    private static final long LOG = LockTable.log("experiments/iris/log");
    private static final long MILLIS = 1_000_000;

    private final SimulatedDisk disk = new SimulatedDisk();

    private Turn process() throws IOException {
        return new Turn(new LockTable(new SimulatedIo(disk)), LOG);
    }

    @Test
    @DisplayName("is given once to who has waited for long, each time when the other one had the lock")
    void givesWay() throws IOException {
        Turn busy = process();
        Turn seldom = process();
        seldom.pause(1);
        seldom.pause(10 * MILLIS);
        busy.end();
        assertFalse(busy.isOthers(), "it has not waited for long");
        assertTrue(seldom.pause(30 * MILLIS) < Turn.GIVE_WAY, "it looks while the other one keeps away");
        assertFalse(busy.isOthers(), "it had the lock not again");
        for (int time = 0; time < 2; time++) {
            busy.end();
            assertTrue(busy.isOthers());
            assertFalse(busy.isOthers(), "the second time it need not keep away");
        }
        seldom.leave();
        busy.end();
        assertFalse(busy.isOthers());
    }

    @Test
    @DisplayName("is looked at by fast writers too")
    void fastWriters() throws IOException {
        Turn busy = process();
        Turn seldom = process();
        seldom.pause(1);
        seldom.pause(30 * MILLIS);
        boolean gaveWay = false;
        for (int write = 0; write < 1_000; write++) {
            gaveWay |= busy.isOthersAtLast();
        }
        assertTrue(gaveWay);
        assertFalse(seldom.isOthersAtLast());
    }

    @Test
    @DisplayName("is free again when the waiting one has left, and the next one may take it")
    void next() throws IOException {
        Turn first = process();
        Turn second = process();
        Turn busy = process();
        first.pause(1);
        first.pause(30 * MILLIS);
        second.pause(1);
        second.pause(30 * MILLIS);
        first.leave();
        busy.end();
        assertFalse(busy.isOthers());
        second.pause(31 * MILLIS);
        busy.end();
        assertTrue(busy.isOthers());
    }
}
