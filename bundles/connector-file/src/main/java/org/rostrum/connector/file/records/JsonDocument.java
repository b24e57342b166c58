package org.rostrum.connector.file.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.importing.UnreadableFileException;

/**
 * A JSON document, or several one after another. Records are the elements of an array at the top, the elements of an
 * item list (such as {@code orderedItems}) of an object at the top, or else that object itself.
 */
public final class JsonDocument implements RecordSource {
    /** Members of a collection that may hold a page of it, and with it the items. */
    private static final Set<String> PAGES = Set.of("first", "as:first");

    private enum Inside {
        ARRAY,
        COLLECTION
    }

    private final Utf8Input in;
    private final JsonValues values;
    private final Set<String> itemLists;
    private final RecordBuffer buffer;
    private final RecordBuffer name;
    private final Deque<Inside> around = new ArrayDeque<>();
    private @Nullable Position collection;
    private boolean itemsSeen;
    private long found;

    /** @param itemLists names of the members that hold a list of records; empty when an object is always a record */
    public JsonDocument(Utf8Input in, int maxRecordBytes, Set<String> itemLists) {
        this.in = in;
        this.values = new JsonValues(in);
        this.itemLists = itemLists;
        this.buffer = new RecordBuffer(maxRecordBytes);
        this.name = new RecordBuffer(maxRecordBytes);
    }

    @Override
    public @Nullable RawRecord next() throws IOException, UnreadableFileException {
        while (true) {
            in.skipWhitespace();
            int value = in.peek();
            if (value < 0) {
                if (around.isEmpty()) {
                    return null;
                }
                throw endsTooEarly("its list of records is still open");
            }
            Inside place = around.peek();
            RawRecord record =
                    place == null ? atTop(value) : place == Inside.ARRAY ? inArray(value) : inCollection(value);
            if (record != null) {
                found++;
                return record;
            }
        }
    }

    private @Nullable RawRecord atTop(int value) throws IOException, UnreadableFileException {
        switch (value) {
            case ',' -> in.read();
            case '[' -> {
                in.read();
                around.push(Inside.ARRAY);
            }
            case '{' -> {
                return itemLists.isEmpty() ? take() : objectOrItems();
            }
            case ']', '}', ':' -> throw new UnreadableFileException(
                    "The file makes no sense from " + in.position() + " on: a \"" + (char) value
                            + "\" stands there outside of any record. " + before()
                            + " Mend the file and import it again.",
                    null);
            default -> {
                return take();
            }
        }
        return null;
    }

    private @Nullable RawRecord inArray(int value) throws IOException, UnreadableFileException {
        switch (value) {
            case ',' -> in.read();
            case ']' -> {
                in.read();
                around.pop();
            }
            default -> {
                return take();
            }
        }
        return null;
    }

    /** After an item list was found, nothing else of the object matters, except a further list. */
    private @Nullable RawRecord inCollection(int value) throws IOException, UnreadableFileException {
        switch (value) {
            case '}' -> {
                in.read();
                around.pop();
                return around.isEmpty() ? endOfCollection() : null;
            }
            case '"' -> {
                return member(null);
            }
            default -> {
                buffer.clear();
                takeInto(buffer, in.position());
            }
        }
        return null;
    }

    private @Nullable RawRecord endOfCollection() {
        Position start = collection;
        collection = null;
        if (itemsSeen || start == null) {
            return null;
        }
        return RawRecord.faulty(
                start,
                new byte[0],
                "The collection lists no items: its pages are in other files, or on the network. Import the pages.");
    }

    /** Reads an object at the top, collecting it in case it is a record itself, until an item list shows that it is not. */
    private @Nullable RawRecord objectOrItems() throws IOException, UnreadableFileException {
        Position start = in.position();
        buffer.clear();
        buffer.add(in.read());
        while (true) {
            takeWhitespace();
            int value = in.peek();
            switch (value) {
                case -1 -> throw truncated(start);
                case '}' -> {
                    buffer.add(in.read());
                    return buffer.toRecord(start);
                }
                case '"' -> {
                    int level = around.size();
                    RawRecord item = member(start);
                    if (item != null || around.size() > level) {
                        return item;
                    }
                }
                default -> takeInto(buffer, start);
            }
        }
    }

    /**
     * One member of an object at the top.
     *
     * @param whole where the object starts that is being collected; null when it is known to be a collection
     * @return its value when it is a single item
     */
    private @Nullable RawRecord member(@Nullable Position whole) throws IOException, UnreadableFileException {
        Position start = whole == null ? in.position() : whole;
        if (whole == null) {
            buffer.clear();
        }
        name.clear();
        takeInto(name, start);
        byte[] quoted = name.toByteArray();
        for (byte one : quoted) {
            buffer.add(one);
        }
        takeWhitespace();
        if (in.peek() != ':') {
            return null;
        }
        buffer.add(in.read());
        takeWhitespace();
        String key = new String(quoted, StandardCharsets.UTF_8).replace("\"", "");
        int value = in.peek();
        if (itemLists.contains(key)) {
            enterCollection(whole);
            itemsSeen = true;
            if (value != '[') {
                return value < 0 ? null : take();
            }
            in.read();
            around.push(Inside.ARRAY);
        } else if (!itemLists.isEmpty() && PAGES.contains(key) && value == '{') {
            enterCollection(whole);
            in.read();
            around.push(Inside.COLLECTION);
        } else if (value >= 0) {
            takeInto(buffer, start);
        }
        return null;
    }

    private void enterCollection(@Nullable Position whole) {
        if (whole != null) {
            collection = whole;
            itemsSeen = false;
            around.push(Inside.COLLECTION);
        }
    }

    private void takeWhitespace() throws IOException {
        int value = in.peek();
        while (value == ' ' || value == '\n' || value == '\r' || value == '\t') {
            buffer.add(in.read());
            value = in.peek();
        }
    }

    private RawRecord take() throws IOException, UnreadableFileException {
        Position start = in.position();
        buffer.clear();
        takeInto(buffer, start);
        return buffer.toRecord(start);
    }

    private void takeInto(RecordBuffer into, Position start) throws IOException, UnreadableFileException {
        if (!values.take(into)) {
            throw truncated(start);
        }
    }

    private UnreadableFileException truncated(Position start) {
        return endsTooEarly("record " + (found + 1) + ", which starts at " + start + ", is cut off");
    }

    private UnreadableFileException endsTooEarly(String what) {
        return new UnreadableFileException(
                "The file ends too early, at " + in.position() + ": " + what + ". " + before()
                        + " Get the whole file and import it again; what is already known is not stored twice.",
                null);
    }

    private String before() {
        return found == 0 ? "No record was read before." : "The " + found + " records before it were read.";
    }
}
