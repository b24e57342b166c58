package org.rostrum.connector.file.records;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts comma-separated values (RFC 4180) into rows. A quoted cell may hold line ends; quotes count only where a cell begins.
 * When the quotes of a row do not fit, the row is taken to end with its first line, so that one stray quote does not swallow
 * the rows after it. Blank lines are no rows.
 */
public final class CsvRows implements RecordSource {
    /** How much may be read again because of stray quotes, so that a file full of them does not take for ever. */
    private static final long MOST_READ_AGAIN = 256L * 1024 * 1024;

    private enum State {
        CELL_START,
        PLAIN,
        QUOTED,
        /** After a quote inside a quoted cell: its end, or the first half of a doubled quote. */
        QUOTE,
        AFTER_QUOTED,
        ROW_END,
        BROKEN
    }

    private static final boolean[] QUOTED_END = Utf8Input.stops('"');

    private final Utf8Input in;
    private final int delimiter;
    private final boolean[] plainEnd;
    private final RecordBuffer buffer;
    private long readAgain;

    public CsvRows(Utf8Input in, char delimiter, int maxRecordBytes) {
        this.in = in;
        this.delimiter = delimiter;
        this.plainEnd = Utf8Input.stops(delimiter, '\r');
        this.buffer = new RecordBuffer(maxRecordBytes);
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        while (in.peek() == '\n' || in.peek() == '\r') {
            in.read();
        }
        if (in.peek() < 0) {
            return null;
        }
        Position start = in.position();
        buffer.clear();
        long firstLine = 0; // bytes of the row's first line when it has several
        Position secondLine = start;
        State state = State.CELL_START;
        while (true) {
            int value = in.peek();
            state = value < 0 ? atEnd(state) : after(state, value);
            if (state == State.ROW_END) {
                return buffer.toRecord(start);
            }
            if (state == State.BROKEN) {
                return broken(start, (int) firstLine, secondLine);
            }
            buffer.add(in.read());
            if (value == '\n' && firstLine == 0) {
                firstLine = buffer.length();
                secondLine = in.position();
            }
            if (state == State.PLAIN) {
                in.takeUntil(plainEnd, buffer);
            } else if (state == State.QUOTED) {
                in.takeUntil(QUOTED_END, buffer);
            }
        }
    }

    private static State atEnd(State state) {
        return state == State.QUOTED ? State.BROKEN : State.ROW_END;
    }

    private State after(State state, int value) {
        return switch (state) {
            case CELL_START -> value == '"'
                    ? State.QUOTED
                    : value == ' ' ? State.CELL_START : outside(value, State.PLAIN);
            case PLAIN -> outside(value, State.PLAIN);
            case QUOTED -> value == '"' ? State.QUOTE : State.QUOTED;
            case QUOTE -> value == '"'
                    ? State.QUOTED
                    : value == ' ' ? State.AFTER_QUOTED : outside(value, State.BROKEN);
            case AFTER_QUOTED -> value == ' ' ? State.AFTER_QUOTED : outside(value, State.BROKEN);
            case ROW_END, BROKEN -> state;
        };
    }

    private State outside(int value, State otherwise) {
        if (value == delimiter) {
            return State.CELL_START;
        }
        return value == '\n' || value == '\r' ? State.ROW_END : otherwise;
    }

    private RawRecord broken(Position start, int firstLine, Position secondLine) throws IOException {
        Position place = in.position();
        boolean ended = in.peek() < 0;
        byte[] row = buffer.toByteArray();
        if (firstLine > 0 && !buffer.tooLong() && readAgain + row.length <= MOST_READ_AGAIN) {
            readAgain += row.length;
            in.rewind(Arrays.copyOfRange(row, firstLine, row.length), secondLine);
            row = Arrays.copyOf(row, firstLine);
        } else {
            int value = in.peek();
            while (value >= 0 && value != '\n') {
                buffer.add(in.read());
                value = in.peek();
            }
            row = buffer.toByteArray();
        }
        return RawRecord.faulty(
                start,
                row,
                "A quote does not fit: "
                        + (ended
                                ? "the quoted cell is never closed."
                                : "text follows the closing quote at " + place + ".")
                        + " Double the quotes inside of a quoted cell.");
    }
}
