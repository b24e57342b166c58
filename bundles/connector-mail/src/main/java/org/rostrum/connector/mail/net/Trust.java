package org.rostrum.connector.mail.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificates are accepted: those that known authorities have signed for the name of the server, or a single one. */
public final class Trust {
    private final byte @Nullable [] pinned;
    private final SSLSocketFactory factory;
    private volatile @Nullable X509Certificate refused;

    /** @param pinned SHA-256 of the one certificate that is accepted; null when the known authorities decide */
    public Trust(byte @Nullable [] pinned) {
        this.pinned = pinned == null ? null : pinned.clone();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Manager(authorities())}, null);
            this.factory = context.getSocketFactory();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509ExtendedTrustManager authorities() throws GeneralSecurityException {
        TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        known.init((KeyStore) null);
        return Arrays.stream(known.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no authorities"));
    }

    SSLSocketFactory factory() {
        return factory;
    }

    boolean isPinned() {
        return pinned != null;
    }

    /** Puts TLS on a connection, and looks who is there. */
    SSLSocket secure(Socket plain, String host, int port) throws IOException {
        SSLSocket secure = (SSLSocket) factory.createSocket(plain, host, port, true);
        if (pinned == null) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
        }
        secure.startHandshake();
        return secure;
    }

    /** What to do about the certificate that was refused last; empty when none was. */
    public String remedy(String hostSetting) {
        X509Certificate certificate = refused;
        if (certificate == null) {
            return "";
        }
        String names = names(certificate);
        return " It is for " + (names.isEmpty() ? "no name" : names)
                + ". Set " + hostSetting
                + " to a name that it is for; if the server is your own, set certificate to its"
                + " fingerprint " + fingerprint(certificate) + ".";
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? ""
                    : names.stream()
                            .map(name -> String.valueOf(name.get(1)))
                            .filter(name -> name.matches("[A-Za-z0-9.*:_-]{1,253}"))
                            .limit(5)
                            .collect(Collectors.joining(", "));
        } catch (CertificateParsingException unreadable) {
            return "";
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.ofDelimiter(":").formatHex(digest(certificate)).toUpperCase(Locale.ROOT);
        } catch (CertificateException unreadable) {
            return "(unreadable)";
        }
    }

    private static byte[] digest(X509Certificate certificate) throws CertificateException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (GeneralSecurityException unreadable) {
            throw new CertificateException(unreadable);
        }
    }

    /** Remembers what was refused. */
    private final class Manager extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager known;

        Manager(X509ExtendedTrustManager known) {
            this.known = known;
        }

        private void check(X509Certificate[] chain, Check check) throws CertificateException {
            refused = chain[0];
            if (pinned == null) {
                check.run();
            } else if (!MessageDigest.isEqual(pinned, digest(chain[0]))) {
                throw new CertificateException("This is not the certificate whose fingerprint is set.");
            }
            refused = null;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain, () -> known.checkServerTrusted(chain, type, socket));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain, () -> known.checkServerTrusted(chain, type, engine));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain, () -> known.checkServerTrusted(chain, type));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("We are no server.");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("We are no server.");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("We are no server.");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return known.getAcceptedIssuers();
        }
    }

    private interface Check {
        void run() throws CertificateException;
    }
}
