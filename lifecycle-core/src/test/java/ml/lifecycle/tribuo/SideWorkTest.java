package ml.lifecycle.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideWorkTest {

    private final List<Integer> done = new ArrayList<>();
    private final IllegalStateException failure = new IllegalStateException("no disk");

    private void fail() {
        throw failure;
    }

    @Test
    void all_work_is_done_in_its_order_when_the_block_has_ended() {
        try (SideWork aside = new SideWork()) {
            IntStream.range(0, 100).forEach(number -> aside.later(() -> done.add(number)));
        }
        assertEquals(IntStream.range(0, 100).boxed().toList(), done);
    }

    @Test
    void the_caller_goes_on_and_can_wait_for_a_result() {
        CountDownLatch goOn = new CountDownLatch(1);
        try (SideWork aside = new SideWork()) {
            Supplier<Thread> result = aside.ask(() -> {
                await(goOn);
                return Thread.currentThread();
            });
            goOn.countDown();
            assertEquals("lifecycle-training", result.get().getName());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void after_a_failure_nothing_more_is_done_and_it_is_thrown_at_the_end() {
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
            try (SideWork aside = new SideWork()) {
                aside.later(() -> done.add(1));
                aside.later(this::fail);
                aside.later(() -> done.add(2));
            }
        });
        assertSame(failure, thrown);
        assertEquals(List.of(1), done);
    }

    @Test
    void who_waits_for_a_result_is_told_of_a_failure_before_it_and_only_once() {
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
            try (SideWork aside = new SideWork()) {
                aside.later(this::fail);
                Supplier<Boolean> result = aside.ask(() -> done.add(1));
                result.get();
            }
        });
        assertSame(failure, thrown);
        assertEquals(0, thrown.getSuppressed().length);
    }

    @Test
    void an_error_is_thrown_as_it_is() {
        assertThrows(StackOverflowError.class, () -> {
            try (SideWork aside = new SideWork()) {
                aside.later(() -> {
                    throw new StackOverflowError();
                });
            }
        });
    }

    @Test
    void when_the_caller_fails_the_work_is_done_all_the_same_and_its_failure_is_added() {
        IllegalArgumentException own = new IllegalArgumentException("training");
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> {
            try (SideWork aside = new SideWork()) {
                aside.later(() -> done.add(1));
                aside.later(this::fail);
                throw own;
            }
        });
        assertSame(own, thrown);
        assertArrayEquals(new Throwable[] {failure}, thrown.getSuppressed());
        assertEquals(List.of(1), done);
    }

    @Test
    void an_interrupt_of_the_caller_ends_no_work_and_is_kept() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        try (SideWork aside = new SideWork()) {
            aside.later(() -> {
                await(goOn);
                interrupted.set(Thread.currentThread().isInterrupted());
                done.add(1);
            });
            Thread.currentThread().interrupt();
            goOn.countDown();
        }
        assertTrue(Thread.interrupted());
        assertFalse(interrupted.get());
        assertEquals(List.of(1), done);
    }

    @Test
    void no_thread_is_left_behind() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        assertThrows(IllegalStateException.class, () -> {
            try (SideWork aside = new SideWork()) {
                aside.later(() -> thread.set(Thread.currentThread()));
                aside.later(this::fail);
            }
        });
        assertNotNull(thread.get());
        thread.get().join();
    }
}
