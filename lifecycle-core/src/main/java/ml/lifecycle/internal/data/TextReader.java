package ml.lifecycle.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Decodes characters, skips a byte-order mark, and says in which line and at which byte there is something else. */
final class TextReader extends Reader {

    private static final int BUFFER = 1 << 14;
    private static final int MARK = 0xFEFF;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer characters = CharBuffer.allocate(BUFFER).flip();
    private boolean ended;
    private boolean atStart = true;
    private long consumed;
    private int line = 1;
    private boolean afterReturn;

    TextReader(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Bytes that are no characters of the encoding. */
    static final class NotText extends IOException {

        private static final long serialVersionUID = 1L;

        NotText(String where) {
            super(where);
        }
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!characters.hasRemaining()) {
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, characters.remaining());
        characters.get(target, offset, count);
        return count;
    }

    private void decode() throws IOException {
        if (!ended) {
            fill();
        }
        characters.clear();
        int before = bytes.position();
        CoderResult result = decoder.decode(bytes, characters, ended);
        consumed += bytes.position() - before;
        count();
        if (result.isError()) {
            throw new NotText("line " + line + ", byte " + (consumed + 1));
        }
        characters.flip();
        if (atStart && characters.hasRemaining()) {
            atStart = false;
            if (characters.get(0) == MARK) {
                characters.position(1);
            }
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    private void count() {
        for (int index = 0; index < characters.position(); index++) {
            char value = characters.get(index);
            if (value == '\r' || value == '\n' && !afterReturn) {
                line++;
            }
            afterReturn = value == '\r';
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
