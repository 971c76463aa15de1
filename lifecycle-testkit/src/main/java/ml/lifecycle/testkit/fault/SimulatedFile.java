package ml.lifecycle.testkit.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import ml.lifecycle.testkit.fault.FaultPlan.Need;

/** An opened file of a {@link SimulatedDisk}. It needs no close; safe for use by several threads. */
public final class SimulatedFile {

    private final SimulatedDisk disk;
    private final String path;
    private final Inode file;

    SimulatedFile(SimulatedDisk disk, String path, Inode file) {
        this.disk = disk;
        this.path = path;
        this.file = file;
    }

    /**
     * Its present length.
     *
     * @return a number of bytes
     * @throws IOException if the disk fails
     */
    public long size() throws IOException {
        return disk.operation("size of " + path, Need.NOTHING, () -> file.content.length);
    }

    /**
     * Reads at a position.
     *
     * @param position the position, from 0
     * @param target takes the bytes
     * @param offset where in the target
     * @param length how many at most
     * @return how many there were, -1 at the end of the file
     * @throws IOException if the disk fails
     */
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        return disk.operation("read of " + path, Need.NOTHING, () -> {
            int count = (int) Math.min(length, file.content.length - position);
            if (count <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(file.content, (int) position, target, offset, count);
            return count;
        });
    }

    /**
     * Writes once, at the end.
     *
     * @param bytes what is written; its position moves behind what was taken
     * @return how many bytes were taken: fewer than given on a disk that becomes full
     * @throws IOException if the disk fails
     */
    public int write(ByteBuffer bytes) throws IOException {
        synchronized (disk) {
            byte[] given = new byte[bytes.remaining()];
            bytes.duplicate().get(given);
            int taken = disk.plan().write("write " + path, given.length, length -> file.append(given, 0, length));
            bytes.position(bytes.position() + taken);
            return taken;
        }
    }

    /**
     * Writes once, at a position. Of bytes that are overwritten a power cut leaves the old or the new ones, for each sector
     * of 512 bytes as it happens, in whatever order they were written.
     *
     * @param position the position, from 0 to the length of the file
     * @param bytes what is written; its position moves behind what was taken
     * @return how many bytes were taken: fewer than given on a disk that becomes full
     * @throws IOException if the disk fails
     */
    public int write(long position, ByteBuffer bytes) throws IOException {
        synchronized (disk) {
            byte[] given = new byte[bytes.remaining()];
            bytes.duplicate().get(given);
            int taken = disk.plan().write("write in " + path, given.length,
                    length -> file.write((int) position, given, length));
            bytes.position(bytes.position() + taken);
            return taken;
        }
    }

    /**
     * Cuts the file off.
     *
     * @param size its new length; a file that is shorter stays as it is
     * @throws IOException if the disk fails
     */
    public void truncate(long size) throws IOException {
        disk.operation("truncate " + path, Need.CHANGE, () -> {
            file.truncate(size);
            return true;
        });
    }

    /**
     * Puts the content on the disk, but not the name of the file. After a failure nothing is known, and another call may
     * say yes without having written.
     *
     * @throws IOException if the disk fails
     */
    public void force() throws IOException {
        synchronized (disk) {
            FaultPlan plan = disk.plan();
            if (plan.isNext(DiskFault.BEFORE) || plan.isNext(DiskFault.SHORT) || plan.isNext(DiskFault.FOR_GOOD)) {
                file.forceFailed();
            }
            plan.operation("force " + path, Need.NOTHING, () -> {
                file.force();
                return true;
            });
        }
    }
}
