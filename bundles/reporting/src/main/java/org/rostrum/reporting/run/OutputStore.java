package org.rostrum.reporting.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.reporting.ReportFormat;
import org.rostrum.reporting.render.RenderedFile;

/**
 * What runs made, kept in the database in pieces, so that every node can hand it out, and writing and reading hold one piece
 * in memory at a time.
 */
public final class OutputStore {
    static final int PIECE = 256 * 1024;

    private final Database database;

    public OutputStore(Database database) {
        this.database = database;
    }

    void insert(Connection connection, long runId, RenderedFile file) throws SQLException, IOException {
        long output = Sql.insert(
                connection,
                "insert into report_output (run_id, format, file_name, size_bytes, pages, sha256)"
                        + " values (?, ?, ?, ?, ?, ?)",
                runId,
                file.format(),
                file.fileName(),
                file.bytes(),
                file.pages(),
                file.sha256());
        try (InputStream content = Files.newInputStream(file.path());
                PreparedStatement insert = connection.prepareStatement(
                        "insert into report_output_piece (output_id, piece, content) values (?, ?, ?)")) {
            int piece = 0;
            for (byte[] part = content.readNBytes(PIECE); part.length > 0; part = content.readNBytes(PIECE)) {
                Sql.bind(insert, output, piece++, part);
                insert.executeUpdate();
            }
        }
    }

    /** The content of an output; reads piece by piece, holding no connection in between. */
    public Optional<InputStream> open(long runId, ReportFormat format) {
        Optional<Long> output = database.read(connection -> Sql.first(
                connection,
                "select id from report_output where run_id = ? and format = ?",
                row -> row.getLong(1),
                runId,
                format));
        return output.map(Pieces::new);
    }

    private final class Pieces extends InputStream {
        private final long output;
        private int next;
        private byte @Nullable [] current = {};
        private int position;

        Pieces(long output) {
            this.output = output;
        }

        @Override
        public int read() {
            byte[] bytes = unread();
            return bytes == null ? -1 : bytes[position++] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            byte[] bytes = unread();
            if (bytes == null) {
                return -1;
            }
            int count = Math.min(length, bytes.length - position);
            System.arraycopy(bytes, position, target, offset, count);
            position += count;
            return count;
        }

        /** The piece that has something left to read; null at the end. */
        private byte @Nullable [] unread() {
            while (current != null && current.length == position) {
                int piece = next++;
                current = database.read(connection -> Sql.first(
                                connection,
                                "select content from report_output_piece where output_id = ? and piece = ?",
                                row -> row.getBytes(1),
                                output,
                                piece))
                        .orElse(null);
                position = 0;
            }
            return current;
        }
    }
}
