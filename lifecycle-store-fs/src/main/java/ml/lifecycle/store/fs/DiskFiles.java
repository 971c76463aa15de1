package ml.lifecycle.store.fs;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Open files of the file system. */
final class DiskFiles {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private DiskFiles() {}

    static void forceDirectory(Path directory) throws IOException {
        if (WINDOWS) {
            return; // A directory cannot be opened there; NTFS keeps the order of its own journal.
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static StoreIo.Appender appender(FileChannel channel, Path path) {
        return new ChannelAppender(channel, path);
    }

    static StoreIo.Rewriter rewriter(FileChannel channel) {
        return new ChannelRewriter(channel);
    }

    static StoreIo.View view(Locator locator, OpenViews others) throws IOException {
        FileView view = new FileView(locator, others);
        view.size();
        return view;
    }

    /** Bounds the number of files that are open for reading: the one that was opened first is closed until it is used. */
    static final class OpenViews {

        private static final int MOST = 256;

        private final Queue<FileView> views = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();

        private void opened(FileView view) throws IOException {
            views.add(view);
            if (count.incrementAndGet() > MOST) {
                FileView first = views.poll();
                if (first != null) {
                    count.decrementAndGet();
                    first.release();
                }
            }
        }

        private void closed(FileView view) {
            if (views.remove(view)) {
                count.decrementAndGet();
            }
        }
    }

    /** Finds a file again, with all checks, whenever it is to be opened. */
    @FunctionalInterface
    interface Locator {
        File locate() throws IOException;
    }

    private static final class ChannelAppender implements StoreIo.Appender {

        private final FileChannel channel;
        private final Path path;

        /** A second handle: a stream of the file system is not closed by an interrupt, unlike a channel. */
        private @Nullable OutputStream stream;

        ChannelAppender(FileChannel channel, Path path) {
            this.channel = channel;
            this.path = path;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return channel.write(bytes);
        }

        @Override
        public void writeAll(byte[] bytes, int length) throws IOException {
            if (stream == null) {
                stream = Files.newOutputStream(
                        path, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
            }
            stream.write(bytes, 0, length);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            try {
                if (stream != null) {
                    stream.close();
                }
            } finally {
                channel.close();
            }
        }
    }

    private record ChannelRewriter(FileChannel channel) implements StoreIo.Rewriter {

        @Override
        public int write(long position, ByteBuffer bytes) throws IOException {
            return channel.write(bytes, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A {@link RandomAccessFile}, since an interrupt of the calling thread would close a channel for everybody. */
    private static final class FileView implements StoreIo.View {

        private final Locator locator;
        private final OpenViews others;
        private volatile @Nullable RandomAccessFile file;

        FileView(Locator locator, OpenViews others) {
            this.locator = locator;
            this.others = others;
        }

        @Override
        public long size() throws IOException {
            RandomAccessFile open = file;
            if (open != null) {
                try {
                    return open.length();
                } catch (IOException released) {
                    // Another thread released it between the two lines above; below it is opened again.
                }
            }
            boolean opened;
            long size;
            synchronized (this) {
                opened = open();
                size = opened(file).length();
            }
            announce(opened);
            return size;
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) throws IOException {
            boolean opened;
            int read;
            synchronized (this) {
                opened = open();
                RandomAccessFile open = opened(file);
                open.seek(position);
                read = open.read(target, offset, length);
            }
            announce(opened);
            return read;
        }

        private boolean open() throws IOException {
            if (file != null) {
                return false;
            }
            file = new RandomAccessFile(locator.locate(), "r");
            return true;
        }

        private static RandomAccessFile opened(@Nullable RandomAccessFile file) {
            return java.util.Objects.requireNonNull(file);
        }

        /** Without the monitor of this view, since it takes that of another. */
        private void announce(boolean opened) throws IOException {
            if (opened) {
                others.opened(this);
            }
        }

        private synchronized void release() throws IOException {
            RandomAccessFile open = file;
            file = null;
            if (open != null) {
                open.close();
            }
        }

        @Override
        public void close() throws IOException {
            others.closed(this);
            release();
        }
    }
}
