package ml.lifecycle.internal.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Joins what wants to write with what wants to read, through a small buffer: a model of any size is stored without
 * being in memory a second time. One thread writes, another reads. An interrupt of either waits until the end.
 */
final class ModelPipe {

    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int count;
    private boolean complete;
    private boolean abandoned;
    private @Nullable Throwable failure;

    /** What the writer writes to. */
    OutputStream sink() {
        return new Sink();
    }

    /** What the reader reads; throws an {@link IOException} when the writer has failed. */
    InputStream source() {
        return new Source();
    }

    /** The writer has ended. */
    synchronized void end(@Nullable Throwable reason) {
        failure = reason;
        complete = true;
        notifyAll();
    }

    /** The reader has ended; the writer's next write fails. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /** Waits until the writer has ended, and tells by what it failed. */
    synchronized @Nullable Throwable failure() {
        await(() -> complete);
        return failure;
    }

    private void await(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException interrupt) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int put(byte[] bytes, int offset, int length) throws IOException {
        await(() -> count < buffer.length || abandoned);
        if (abandoned) {
            throw new IOException("the store has stopped reading");
        }
        int at = (from + count) % buffer.length;
        int size = Math.min(length, Math.min(buffer.length - count, buffer.length - at));
        System.arraycopy(bytes, offset, buffer, at, size);
        count += size;
        notifyAll();
        return size;
    }

    private synchronized int take(byte[] bytes, int offset, int length) throws IOException {
        await(() -> count > 0 || complete);
        if (count == 0) {
            if (failure != null) {
                throw new IOException("the model could not be written", failure);
            }
            return -1;
        }
        int size = Math.min(length, Math.min(count, buffer.length - from));
        System.arraycopy(buffer, from, bytes, offset, size);
        from = (from + size) % buffer.length;
        count -= size;
        notifyAll();
        return size;
    }

    private final class Sink extends OutputStream {

        @Override
        public void write(int symbol) throws IOException {
            write(new byte[] {(byte) symbol}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            for (int done = 0; done < length;) {
                done += put(bytes, offset + done, length - done);
            }
        }
    }

    private final class Source extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            return length == 0 ? 0 : take(bytes, offset, length);
        }
    }
}
