package ml.lifecycle.tribuo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does work on a thread of its own, in the order in which it is asked for, while the caller trains and computes: writing
 * files to the disk above all. After a failure nothing more is done, as if the caller had done all of it in turn.
 *
 * <p>Used by one thread, in a {@code try} statement: at its end all work that was asked for is done, also when the caller
 * fails, and what failed is thrown. An interrupt of the caller hurts none of the work and is kept for the caller.
 */
final class SideWork implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(SideWork::thread);
    private CompletableFuture<?> last = CompletableFuture.completedFuture(true);
    private @Nullable Throwable told;

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "lifecycle-training");
        thread.setDaemon(true);
        return thread;
    }

    /** Does some work later. */
    void later(Runnable work) {
        ask(() -> {
            work.run();
            return true;
        });
    }

    /**
     * Does some work later.
     *
     * @return waits for the result; throws what the work, or any before it, has thrown
     */
    <V> Supplier<V> ask(Supplier<V> work) {
        CompletableFuture<V> result = last.thenApplyAsync(before -> work.get(), thread);
        last = result;
        return () -> await(result);
    }

    private <V> V await(CompletableFuture<V> result) {
        try {
            return result.join();
        } catch (CompletionException failed) {
            told = failed.getCause();
            if (told instanceof Error error) {
                throw error;
            }
            if (told instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw failed;
        }
    }

    /** Waits until all is done; throws what failed, unless somebody who waited for a result has been told. */
    @Override
    public void close() {
        boolean known = told != null;
        try {
            await(last);
        } catch (RuntimeException | Error failure) {
            if (!known) {
                throw failure;
            }
        } finally {
            thread.shutdown();
        }
    }
}
