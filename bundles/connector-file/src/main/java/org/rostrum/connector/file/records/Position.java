package org.rostrum.connector.file.records;

/**
 * A place in a file.
 *
 * @param line from 1
 * @param column in characters, from 1
 * @param offset in bytes, from 0; negative when the file was transcoded, so that nobody can jump there
 */
public record Position(long line, long column, long offset) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column + (offset < 0 ? "" : " (byte " + offset + ")");
    }
}
