package ml.lifecycle.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.spi.LifecycleStore;
import ml.lifecycle.spi.StoreSettings;
import ml.lifecycle.testkit.fault.StoreJudge.After;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Fault tools that could not fail would prove nothing: each defect of a store is caught, and the message says what is wrong. */
class FaultToolsTest {

    private static String caught(Executable trials) {
        return String.valueOf(assertThrows(AssertionError.class, trials).getMessage());
    }

    private static FaultRuns runs(Defect defect) {
        return new FaultRuns((disk, settings) -> TinyStore.on(disk, defect, settings));
    }

    private static String flips(Defect defect) {
        return caught(() -> new BitFlips((disk, settings) -> TinyStore.on(disk, defect, settings), file -> false).run());
    }

    private static void requireContains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    private static final DiskFault[] ALL =
            {DiskFault.BEFORE, DiskFault.AFTER, DiskFault.SHORT, DiskFault.FULL, DiskFault.READ_ONLY, DiskFault.FOR_GOOD};

    @ParameterizedTest
    @EnumSource(names = {"FORGETS_TO_FORCE", "FORGETS_THE_DIRECTORY"})
    void a_store_that_forgets_to_force_loses_what_it_acknowledged(Defect defect) {
        requireContains(caught(() -> runs(defect).cuts(After.CUT)), "is lost", "seed 1, operation ", "CUT_",
                "-Dlifecycle.faults.first=1 -Dlifecycle.faults.seeds=1", "struck at ");
        requireContains(caught(() -> runs(defect).cuts(After.REORDERING_CUT)), "is lost");
        requireContains(caught(() -> runs(defect).cutsDuringRecovery()), "is lost");
    }

    @Test
    void a_store_that_acknowledges_before_it_writes_is_caught_by_failures_and_by_killed_processes() {
        requireContains(caught(() -> runs(Defect.ACKNOWLEDGES_FIRST).failures(ALL)), "is lost");
        requireContains(processes(AcknowledgesFirst.class, "killed"), "event ", "-Dlifecycle.kills.seed=");
    }

    @Test
    void a_store_that_shows_half_a_record_is_caught() {
        requireContains(caught(() -> runs(Defect.TEARS).failures(ALL)), "SHORT");
        caught(() -> runs(Defect.TEARS).cuts(After.CUT));
    }

    @Test
    void a_store_that_trusts_a_second_force_is_caught() {
        requireContains(caught(() -> runs(Defect.FORCES_AGAIN).cutsAfterFailures()), "BEFORE, then a cut");
    }

    @Test
    void a_store_that_does_not_recover_from_a_torn_end_is_caught() {
        requireContains(caught(() -> runs(Defect.WRITES_BEHIND_A_TORN_END).cuts(After.CUT)), "damaged");
        requireContains(caught(() -> runs(Defect.WRITES_BEHIND_A_TORN_END).failures(ALL)), "damaged");
    }

    @Test
    void a_store_that_denies_what_it_did_is_caught() {
        requireContains(caught(() -> runs(Defect.DENIES).failures(ALL)), "was said not to be appended", "AFTER");
    }

    @Test
    void a_store_that_loses_a_compare_and_set_is_caught() {
        requireContains(caught(() -> runs(Defect.IGNORES_EXPECTATIONS).failures(ALL)), "no failure", "that expected");
        requireContains(processes(LetsOthersIn.class, "race"), "No order explains all", "Next would have to be one of");
    }

    @Test
    void a_store_that_hides_or_spreads_damage_is_caught() {
        requireContains(flips(Defect.HIDES_DAMAGE), "lost without notice");
        requireContains(flips(Defect.STOPS_AT_DAMAGE), "flipped: lost [");
        requireContains(flips(Defect.TRUSTS_ITS_DISK), "bit ", " of journal flipped: ");
    }

    @Test
    void a_store_that_does_nothing_with_its_disk_proves_nothing() {
        Map<SimulatedDisk, SimulatedDisk> others = new IdentityHashMap<>();
        Workload.Opener opener = (disk, settings) ->
                TinyStore.on(others.computeIfAbsent(disk, key -> new SimulatedDisk()), Defect.NONE, settings);
        requireContains(caught(() -> new FaultRuns(opener).failures(ALL)), "nothing failed");
        requireContains(caught(() -> new BitFlips(opener, file -> false).run()), "no bit of the store matters");
    }

    private static String processes(Class<? extends StoreProcessTck> test, String method) {
        List<Event> failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(test, method))
                .execute().testEvents().failed().list();
        assertEquals(1, failed.size(), method);
        return failed.get(0).getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow().toString();
    }

    /** Run above, not by itself. */
    static class AcknowledgesFirst extends StoreProcessTck {
        @Override
        protected LifecycleStore open(Path place, StoreSettings settings) {
            return TinyStore.in(place, Defect.ACKNOWLEDGES_FIRST, settings);
        }
    }

    /** Run above, not by itself. */
    static class LetsOthersIn extends StoreProcessTck {
        @Override
        protected LifecycleStore open(Path place, StoreSettings settings) {
            return TinyStore.in(place, Defect.LETS_OTHERS_IN, settings);
        }
    }
}
