package ml.lifecycle.store.fs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import ml.lifecycle.CorruptException;

/** Reads an artifact, and at its end says whether it was the one that was asked for. */
final class VerifiedStream extends FilterInputStream {

    private final MessageDigest sha256 = Blobs.sha256();
    private final String digest;
    private final String root;
    private long size;
    private boolean verified;

    VerifiedStream(InputStream content, String digest, String root) {
        super(content);
        this.digest = digest;
        this.root = root;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            sha256.update(target, offset, read);
            size += read;
        } else if (read < 0 && !verified) {
            verify();
        }
        return read;
    }

    private void verify() throws IOException {
        String found = HexFormat.of().formatHex(sha256.digest());
        if (!found.equals(digest)) {
            String message = "Artifact " + digest + " in '" + root + "' is damaged: its " + size
                    + " bytes have the SHA-256 " + found + ". Restore '" + Blobs.path(digest) + "' from a backup, or keep"
                    + " the same content again after removing that file";
            throw new IOException(message, new CorruptException(message));
        }
        verified = true;
    }

    /** Reads what it skips, since a digest is of all bytes. */
    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(Math.max(count, 0), 1 << 13)];
        long rest = count;
        while (rest > 0) {
            int read = read(skipped, 0, (int) Math.min(skipped.length, rest));
            if (read < 0) {
                break;
            }
            rest -= read;
        }
        return Math.max(count, 0) - Math.max(rest, 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void mark(int limit) {
        // Not supported, as markSupported says.
    }

    @Override
    public void reset() throws IOException {
        throw new IOException("This stream cannot go back");
    }
}
