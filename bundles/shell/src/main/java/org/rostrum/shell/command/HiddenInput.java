package org.rostrum.shell.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * Asks for what nobody may read over the shoulder. In a shell Karaf's line editor does; a single command over
 * {@code ssh -t} has a terminal, too, but none that Karaf knows of.
 */
final class HiddenInput {
    private static final int INTERRUPT = 3;
    private static final int END = 4;
    private static final int BACKSPACE = 8;
    private static final int DELETE = 127;
    private static final int MAX_LENGTH = 1024;

    private final Session session;

    HiddenInput(Session session) {
        this.session = session;
    }

    /**
     * What was typed; the caller overwrites it.
     *
     * @throws Problem INVALID when there is no terminal, or nothing was typed
     */
    char[] ask(String prompt) throws IOException {
        char[] typed;
        if (session.getTerminal() != null) {
            String line = session.readLine(prompt, '*');
            typed = line == null ? new char[0] : line.toCharArray();
        } else if (session.get("TERM") != null) {
            typed = fromRawTerminal(session.getKeyboard(), session.getConsole(), prompt);
        } else {
            throw Problem.of(Problem.Kind.INVALID, "There is no terminal on which a password could be typed unseen.")
                    .withRemedy("Use ssh -t. Programs send it to /api/v1/users/NAME/password.");
        }
        if (typed.length == 0) {
            throw Problem.of(Problem.Kind.INVALID, "Nothing was typed.").withRemedy("Try again.");
        }
        return typed;
    }

    /** The client has handed its keyboard over as it is: it shows nothing, and edits nothing. */
    static char[] fromRawTerminal(@Nullable InputStream keyboard, PrintStream console, String prompt)
            throws IOException {
        if (keyboard == null) {
            return new char[0];
        }
        console.print(prompt);
        console.flush();
        byte[] bytes = new byte[MAX_LENGTH];
        int length = 0;
        try {
            for (int key = keyboard.read(); key != -1 && key != '\r' && key != '\n'; key = keyboard.read()) {
                if (key == INTERRUPT || key == END) {
                    length = 0;
                    break;
                } else if (key == BACKSPACE || key == DELETE) {
                    length = withoutLastCharacter(bytes, length);
                } else if (length < MAX_LENGTH) {
                    bytes[length++] = (byte) key;
                }
            }
            console.print("\r\n");
            console.flush();
            return StandardCharsets.UTF_8
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString()
                    .toCharArray();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static int withoutLastCharacter(byte[] bytes, int length) {
        int left = length;
        while (left > 0 && (bytes[left - 1] & 0xC0) == 0x80) {
            left--;
        }
        return Math.max(0, left - 1);
    }
}
