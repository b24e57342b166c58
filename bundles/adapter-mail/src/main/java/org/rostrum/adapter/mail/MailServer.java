package org.rostrum.adapter.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** The mail server as it was configured. */
record MailServer(
        String host,
        int port,
        Security security,
        boolean checkCertificate,
        String user,
        String password,
        InternetAddress from,
        InternetAddress bounces,
        String helloName,
        int connectTimeoutSeconds,
        int timeoutSeconds) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}\\]?");
    private static final Pattern HELLO = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{0,253}");

    /** What is wrong with the configuration, in words for the admin. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /** @throws UnusableException naming everything that is wrong */
    static MailServer of(MailConfig config) throws UnusableException {
        if (config.host().isBlank()) {
            throw new UnusableException("No mail server is configured. Set \"host\" and \"from\" in the configuration"
                    + " org.rostrum.adapter.mail; the mails that wait are sent then.");
        }
        List<String> wrong = new ArrayList<>();
        if (!HOST.matcher(config.host().strip()).matches()) {
            wrong.add("\"host\" must be the name or address of a server");
        }
        if (config.port() < 0 || config.port() > 65535) {
            wrong.add("\"port\" must be 0 to 65535");
        }
        if (config.user().isBlank() && !config.password().isEmpty()) {
            wrong.add("\"user\" is missing, although there is a password");
        }
        if (!HELLO.matcher(config.helloName().strip()).matches()) {
            wrong.add("\"helloName\" must be a host name");
        }
        checkRange(wrong, "connectTimeoutSeconds", config.connectTimeoutSeconds(), 300);
        checkRange(wrong, "timeoutSeconds", config.timeoutSeconds(), 900);
        InternetAddress from = address(wrong, "from", config.from());
        InternetAddress bounces = config.bounces().isBlank() ? from : address(wrong, "bounces", config.bounces());
        if (!wrong.isEmpty()) {
            throw new UnusableException("The configuration org.rostrum.adapter.mail is wrong: "
                    + String.join("; ", wrong) + ". The mails that wait are sent once it is right.");
        }
        return new MailServer(
                config.host().strip(),
                config.port() == 0 ? config.security().usualPort() : config.port(),
                config.security(),
                config.checkCertificate(),
                config.user().strip(),
                config.password(),
                from,
                bounces,
                config.helloName().strip(),
                config.connectTimeoutSeconds(),
                config.timeoutSeconds());
    }

    private static void checkRange(List<String> wrong, String name, int value, int most) {
        if (value < 1 || value > most) {
            wrong.add("\"" + name + "\" must be 1 to " + most);
        }
    }

    private static InternetAddress address(List<String> wrong, String name, String text) {
        try {
            return Addresses.parse(text);
        } catch (AddressException none) {
            wrong.add(
                    "\"" + name + "\" must be an address such as Rostrum <rostrum@example.org>: " + none.getMessage());
            return new InternetAddress();
        }
    }

    boolean signsIn() {
        return !user.isEmpty();
    }

    /** For Jakarta Mail. The password is not among them. */
    Properties properties() {
        Properties properties = new Properties();
        String prefix = "mail." + security.protocol() + ".";
        properties.setProperty(prefix + "auth", Boolean.toString(signsIn()));
        properties.setProperty(prefix + "from", bounces.getAddress());
        properties.setProperty(prefix + "connectiontimeout", Integer.toString(connectTimeoutSeconds * 1000));
        properties.setProperty(prefix + "timeout", Integer.toString(timeoutSeconds * 1000));
        properties.setProperty(prefix + "writetimeout", Integer.toString(timeoutSeconds * 1000));
        properties.setProperty(prefix + "quitwait", "false");
        properties.setProperty(prefix + "ssl.checkserveridentity", Boolean.toString(checkCertificate));
        if (!checkCertificate) {
            properties.setProperty(prefix + "ssl.trust", "*");
        }
        if (security == Security.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        if (!helloName.isEmpty()) {
            properties.setProperty(prefix + "localhost", helloName);
        }
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ":" + port + " (" + security + (signsIn() ? ", with sign-in" : "") + ")";
    }
}
