package org.rostrum.channels.importing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.importing.UnreadableFileException;

/**
 * The content of a file that was taken in: as it is, or unpacked from gzip or zip. A zip must hold one data file, or an
 * {@code outbox.json} as in Mastodon's archive. What unpacks to more than the bounds is refused while it is read.
 */
final class ImportFile {
    private static final int HEAD = 64 * 1024;

    private final Path path;
    private final ImportConfig config;

    ImportFile(Path path, ImportConfig config) {
        this.path = path;
        this.config = config;
    }

    /** Counts what was read of the file as it lies on the disk, packed or not. */
    static final class Content extends FilterInputStream {
        private final Counting raw;
        private final @Nullable ZipFile zip;
        private final long fileSize;
        private final double packedShare;
        private final Counting unpacked;

        private Content(Counting unpacked, Counting raw, @Nullable ZipFile zip, long fileSize, double packedShare) {
            super(unpacked);
            this.unpacked = unpacked;
            this.raw = raw;
            this.zip = zip;
            this.fileSize = fileSize;
            this.packedShare = packedShare;
        }

        /** Bytes of the file that were read so far, at most its size. */
        long position() {
            long read = zip == null ? raw.count : (long) (unpacked.count * packedShare);
            return Math.min(read, fileSize);
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (zip != null) {
                zip.close();
            }
        }
    }

    private static final class Counting extends FilterInputStream {
        private final long most;
        private long count;

        Counting(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            return value < 0 ? value : (int) counted(value, 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            return read < 0 ? read : (int) counted(read, read);
        }

        private long counted(long result, int bytes) throws IOException {
            count += bytes;
            if (count > most) {
                throw new TooLargeException(most);
            }
            return result;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** The content unpacks to more than is allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long most) {
            super("The file unpacks to more than " + most
                    + " bytes, as a decompression bomb does. Unpack it yourself, split it, and import the parts; or have"
                    + " an administrator raise maxExpansion in org.rostrum.channels.importing.");
        }
    }

    /** The first bytes of the content, unpacked. */
    byte[] head() throws IOException, UnreadableFileException {
        try (Content content = open()) {
            return content.readNBytes(HEAD);
        }
    }

    Content open() throws IOException, UnreadableFileException {
        long size = Files.size(path);
        long most = Math.min(config.maxExpandedBytes(), Math.max(1L << 20, size * config.maxExpansion()));
        byte[] magic = magic();
        if (magic.length >= 4 && magic[0] == 'P' && magic[1] == 'K' && magic[2] == 3 && magic[3] == 4) {
            return openZip(size, most);
        }
        Counting raw = new Counting(new BufferedInputStream(Files.newInputStream(path), HEAD), Long.MAX_VALUE);
        if (magic.length >= 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b) {
            try {
                return new Content(new Counting(new GZIPInputStream(raw, HEAD), most), raw, null, size, 1);
            } catch (ZipException | java.io.EOFException broken) {
                raw.close();
                throw new UnreadableFileException(
                        "The file begins like gzip but cannot be unpacked: " + broken.getMessage(), broken);
            }
        }
        return new Content(raw, raw, null, size, 1);
    }

    private byte[] magic() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(4);
        }
    }

    private Content openZip(long size, long most) throws IOException, UnreadableFileException {
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException broken) {
            throw new UnreadableFileException(
                    "The file begins like a zip but cannot be opened (" + broken.getMessage()
                            + "). It may be cut off: send it again.",
                    broken);
        }
        try {
            ZipEntry entry = dataFile(zip);
            Counting unpacked = new Counting(new BufferedInputStream(zip.getInputStream(entry), HEAD), most);
            double share = entry.getSize() > 0 ? (double) size / entry.getSize() : 1;
            return new Content(unpacked, unpacked, zip, size, share);
        } catch (IOException | UnreadableFileException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    private static ZipEntry dataFile(ZipFile zip) throws UnreadableFileException {
        List<ZipEntry> files = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            if (name.equals("outbox.json")) {
                return entry;
            }
            if (!entry.isDirectory()
                    && !name.startsWith(".")
                    && !entry.getName().startsWith("__MACOSX/")) {
                files.add(entry);
            }
        }
        if (files.size() == 1) {
            return files.get(0);
        }
        throw new UnreadableFileException(
                files.isEmpty()
                        ? "The zip holds no file."
                        : "The zip holds " + files.size() + " files, and none is called outbox.json."
                                + " Import them one by one.",
                null);
    }
}
