package ml.lifecycle.testkit.fault;

import java.io.IOException;
import java.nio.ByteBuffer;

/** All that a {@link TinyStore} does with files: one journal, and locks by name. */
interface TinyFiles {

    byte[] read(long from) throws IOException;

    int write(ByteBuffer bytes) throws IOException;

    void truncate(long size) throws IOException;

    void force() throws IOException;

    boolean tryLock(String name) throws IOException;

    boolean isLocked(String name) throws IOException;

    void unlock(String name) throws IOException;

    /** Waits until this has been called for another opening of the same files too. */
    void meetAnother() throws IOException;

    void close() throws IOException;

    /** On a simulated disk. */
    static TinyFiles on(SimulatedDisk disk, Defect defect) throws IOException {
        SimulatedFile journal = disk.append("journal");
        if (defect != Defect.FORGETS_THE_DIRECTORY) {
            disk.forceDirectory("");
        }
        return new TinyFiles() {
            @Override
            public byte[] read(long from) throws IOException {
                byte[] bytes = new byte[(int) (journal.size() - from)];
                journal.read(from, bytes, 0, bytes.length);
                return bytes;
            }

            @Override
            public int write(ByteBuffer bytes) throws IOException {
                return journal.write(bytes);
            }

            @Override
            public void truncate(long size) throws IOException {
                journal.truncate(size);
            }

            @Override
            public void force() throws IOException {
                journal.force();
            }

            @Override
            public boolean tryLock(String name) throws IOException {
                return disk.tryLock(name);
            }

            @Override
            public boolean isLocked(String name) throws IOException {
                return disk.isLocked(name);
            }

            @Override
            public void unlock(String name) {
                disk.unlock(name);
            }

            @Override
            public void meetAnother() throws IOException {
                throw new IOException("One process has a simulated disk for itself");
            }

            @Override
            public void close() {
                disk.unlockAll();
            }
        };
    }
}
