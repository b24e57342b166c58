package org.rostrum.connector.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.util.MailLogger;
import org.rostrum.connector.mail.net.TooMuchException;

/** One conversation with an IMAP server, in the words of the protocol; what the server answers is bounded. */
final class ImapClient extends IMAPProtocol implements AutoCloseable {
    private static final int MOST_BYTES_OF_AN_ANSWER = 16 * 1024 * 1024;
    private static final int MOST_ANSWERS = 100_000;

    private int answers;

    ImapClient(String host, int port, Properties properties) throws IOException, ProtocolException {
        super("imap", host, port, properties, false, new MailLogger(ImapClient.class, "IMAP", false, null));
    }

    /** Gives what the server said until it was done. */
    Response[] ask(String command, Argument arguments) throws ProtocolException {
        Response[] said = command(command, arguments);
        notifyResponseHandlers(said);
        handleResult(said[said.length - 1]);
        return said;
    }

    /** UIDs of the mails in the open folder for which all of this holds, in ascending order. */
    List<Long> search(Argument criteria) throws ProtocolException {
        List<Long> found = new ArrayList<>();
        for (Response one : ask("UID SEARCH", criteria)) {
            if (one instanceof IMAPResponse said && said.keyEquals("SEARCH")) {
                for (long uid = said.readLong(); uid != -1; uid = said.readLong()) {
                    found.add(uid);
                }
            }
        }
        found.sort(Long::compare);
        return found;
    }

    /** What the server tells of these mails; of those that are gone, nothing. */
    List<FetchResponse> fetch(List<Long> uids, String what) throws ProtocolException {
        List<FetchResponse> found = new ArrayList<>();
        Argument arguments = new Argument();
        arguments.writeAtom(String.join(",", uids.stream().map(String::valueOf).toList()));
        arguments.writeAtom("(" + what + ")");
        for (Response one : ask("UID FETCH", arguments)) {
            if (one instanceof FetchResponse fetched) {
                found.add(fetched);
            }
        }
        return found;
    }

    @Override
    public Response readResponse() throws IOException, ProtocolException {
        if (++answers > MOST_ANSWERS) {
            throw new TooMuchException();
        }
        try {
            return super.readResponse();
        } catch (UncheckedIOException tooMuch) {
            throw tooMuch.getCause();
        } catch (RuntimeException | StackOverflowError nonsense) {
            throw new IOException("What the server says makes no sense.", nonsense);
        }
    }

    @Override
    protected ByteArray getResponseBuffer() {
        return new Bounded();
    }

    /** Without a farewell that could be waited for. */
    @Override
    public void close() {
        disconnect();
    }

    private static final class Bounded extends ByteArray {
        Bounded() {
            super(256);
        }

        @Override
        public void grow(int more) {
            if (more < 0 || (long) getBytes().length + more > MOST_BYTES_OF_AN_ANSWER) {
                throw new UncheckedIOException(new TooMuchException());
            }
            super.grow(more);
        }
    }
}
