package org.rostrum.connector.file.records;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns any encoding into UTF-8. A sequence without meaning becomes the byte 0xFF, which no UTF-8 holds, so that later only
 * the record around it is rejected.
 */
final class TranscodedInput extends InputStream {
    private static final byte NO_MEANING = (byte) 0xFF;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer source = ByteBuffer.allocate(16 * 1024).limit(0);
    private final CharBuffer characters = CharBuffer.allocate(16 * 1024);
    private byte[] ready = new byte[0];
    private int next;
    private boolean sourceEnded;
    private boolean ended;

    TranscodedInput(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (next == ready.length) {
            if (ended) {
                return -1;
            }
            decodeMore();
        }
        int count = Math.min(length, ready.length - next);
        System.arraycopy(ready, next, into, offset, count);
        next += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void decodeMore() throws IOException {
        readSource();
        characters.clear();
        CoderResult result = decoder.decode(source, characters, sourceEnded);
        boolean noMeaning = result.isError();
        if (noMeaning) {
            source.position(source.position() + result.length());
        } else if (sourceEnded && result.isUnderflow()) {
            result = decoder.flush(characters);
            ended = result.isUnderflow();
        }
        String decoded = characters.flip().toString();
        byte[] bytes = decoded.getBytes(StandardCharsets.UTF_8);
        if (noMeaning) {
            bytes = java.util.Arrays.copyOf(bytes, bytes.length + 1);
            bytes[bytes.length - 1] = NO_MEANING;
        }
        ready = bytes;
        next = 0;
    }

    private void readSource() throws IOException {
        if (sourceEnded) {
            return;
        }
        source.compact();
        int count = in.read(source.array(), source.position(), source.remaining());
        if (count < 0) {
            sourceEnded = true;
        } else {
            source.position(source.position() + count);
        }
        source.flip();
    }
}
