package org.rostrum.itests.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes to a server as they are, without a client that would mend them first. */
record Wire(int port) {
    private static final int PATIENCE = 10_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    /** All that came back until the server closed the connection. */
    record Said(String text) {
        int status() {
            Matcher first = STATUS.matcher(text);
            return first.lookingAt() ? Integer.parseInt(first.group(1)) : -1;
        }

        long answers() {
            return STATUS.matcher(text).results().count();
        }

        Optional<String> header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    /** A request line and headers; Host and the end are added. */
    Said get(String target, String... headers) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n"
                + String.join("", headers) + "\r\n");
    }

    Said send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                InputStream in = socket.getInputStream();
                in.transferTo(said);
            } catch (SocketTimeoutException open) {
                said.writeBytes("\r\n<the connection stays open>".getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException reset) {
                // the server has said what it had to, and takes no more
            }
            return new Said(said.toString(StandardCharsets.ISO_8859_1));
        }
    }
}
