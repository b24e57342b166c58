package org.rostrum.connector.mail;

import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/** Checked settings of a channel; never printed, because of the password. */
final class MailSettings {
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9])?|\\[?[0-9a-f:.]{2,45}]?");
    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "::1", "[::1]");

    /** One of the two servers. */
    record Server(String setting, String host, int port, Security security) {
        /** For people. */
        String name() {
            return host + ":" + port;
        }
    }

    private final InternetAddress address;
    private final String user;
    private final String password;
    private final SignIn signIn;
    private final Server imap;
    private final @Nullable Server smtp;
    private final boolean smtpSignIn;
    private final Map<String, String> texts;
    private final byte @Nullable [] certificate;

    private MailSettings(Map<String, String> given) {
        this.texts = given;
        this.address = address(text("address", ""));
        this.user = user(text("user", ""), address.getAddress());
        this.password = password(text("password", ""));
        this.signIn = choice(SignIn.class, "signIn", SignIn.PASSWORD);
        Security imapSecurity = choice(Security.class, "imapSecurity", Security.TLS);
        this.imap = server("imap", imapSecurity, imapSecurity.usualImapPort());
        Security smtpSecurity = choice(Security.class, "smtpSecurity", Security.STARTTLS);
        this.smtp = text("smtpHost", "").isEmpty() ? null : server("smtp", smtpSecurity, smtpSecurity.usualSmtpPort());
        this.smtpSignIn = truth("smtpSignIn", true);
        this.certificate = certificate(text("certificate", ""));
        folder("folder");
        folder("sentFolder");
        number("historyDays", 30, 0, 3650);
        number("patienceSeconds", 15, 2, 30);
    }

    static MailSettings of(MailConfig config) {
        Map<String, String> given = new HashMap<>();
        given.put("address", config.address());
        given.put("user", config.user());
        given.put("password", config._password());
        given.put("signIn", config.signIn().name());
        given.put("imapHost", config.imapHost());
        given.put("imapPort", Integer.toString(config.imapPort()));
        given.put("imapSecurity", config.imapSecurity().name());
        given.put("folder", config.folder());
        given.put("historyDays", Integer.toString(config.historyDays()));
        given.put("idle", Boolean.toString(config.idle()));
        given.put("smtpHost", config.smtpHost());
        given.put("smtpPort", Integer.toString(config.smtpPort()));
        given.put("smtpSecurity", config.smtpSecurity().name());
        given.put("smtpSignIn", Boolean.toString(config.smtpSignIn()));
        given.put("sentFolder", config.sentFolder());
        given.put("ownMails", Boolean.toString(config.ownMails()));
        given.put("fileSent", Boolean.toString(config.fileSent()));
        given.put("certificate", config.certificate());
        given.put("unprotected", Boolean.toString(config.unprotected()));
        given.put("patienceSeconds", Integer.toString(config.patienceSeconds()));
        return new MailSettings(given);
    }

    /** @throws Problem naming the setting */
    static MailSettings of(Map<String, String> settings) {
        return new MailSettings(Map.copyOf(settings));
    }

    private String text(String name, String otherwise) {
        String value = texts.getOrDefault(name, otherwise);
        return name.equals("password") ? value : value.strip();
    }

    private boolean truth(String name, boolean otherwise) {
        return Boolean.parseBoolean(text(name, Boolean.toString(otherwise)));
    }

    private int number(String name, int otherwise, int least, int most) {
        try {
            int number = Integer.parseInt(text(name, Integer.toString(otherwise)));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw Problem.invalid(name, "It cannot be \"" + text(name, "") + "\".", "Give " + least + " to " + most + ".");
    }

    private <E extends Enum<E>> E choice(Class<E> type, String name, E otherwise) {
        String value = text(name, otherwise.name());
        for (E one : type.getEnumConstants()) {
            if (one.name().equalsIgnoreCase(value)) {
                return one;
            }
        }
        throw Problem.invalid(
                name,
                "It cannot be \"" + value + "\".",
                "Choose one of "
                        + String.join(
                                ", ",
                                java.util.Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .toList()) + ".");
    }

    private static InternetAddress address(String text) {
        try {
            return Addresses.parse(text);
        } catch (jakarta.mail.internet.AddressException none) {
            throw Problem.invalid(
                    "address",
                    text.isEmpty() ? "The address is missing." : "\"" + text + "\" is no mail address.",
                    "Give the mailbox's own, such as care@acme.example or Acme Care <care@acme.example>.");
        }
    }

    private static String user(String text, String otherwise) {
        if (text.length() > 320 || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("user", "This is no name of a user.", "Give up to 320 characters on one line.");
        }
        return text.isEmpty() ? otherwise : text;
    }

    private static String password(String text) {
        if (text.isEmpty() || text.length() > 8000 || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(
                    "password",
                    text.isEmpty() ? "The password is missing." : "This is no password.",
                    "Give the user's password, or one that the mail service makes for programs (an app password).");
        }
        return text;
    }

    private Server server(String which, Security security, int usualPort) {
        String setting = which + "Host";
        String host = host(setting, text(setting, ""));
        int port = number(which + "Port", 0, 0, 65_535);
        if (security == Security.NONE && !truth("unprotected", false) && !isThisMachine(host)) {
            throw Problem.invalid(
                    which + "Security",
                    "Without protection, everybody on the way to " + host + " can read the password and the mails.",
                    "Choose TLS or STARTTLS. If it must be, set unprotected to true.");
        }
        return new Server(setting, host, port == 0 ? usualPort : port, security);
    }

    private static String host(String setting, String text) {
        String host;
        try {
            host = IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            host = "";
        }
        if (!HOST.matcher(host).matches()) {
            throw Problem.invalid(
                    setting,
                    text.isEmpty() ? "The server is missing." : "\"" + text + "\" is no name of a server.",
                    "Give its name alone, such as mail.acme.example; the port is a setting of its own.");
        }
        return host;
    }

    static boolean isThisMachine(String host) {
        return THIS_MACHINE.contains(host) || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private void folder(String setting) {
        String name = text(setting, "INBOX");
        if (name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(setting, "This is no name of a folder.", "Give up to 200 characters on one line.");
        }
    }

    private static byte @Nullable [] certificate(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!FINGERPRINT.matcher(text).matches()) {
            throw Problem.invalid(
                    "certificate",
                    "This is no SHA-256 fingerprint.",
                    "Give its 64 hexadecimal digits, with or without colons; a check of the connection tells them.");
        }
        return HexFormat.of().parseHex(text.replace(":", ""));
    }

    InternetAddress address() {
        return (InternetAddress) address.clone();
    }

    /** In lower case, for comparisons. */
    String ownAddress() {
        return address.getAddress().toLowerCase(Locale.ROOT);
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    SignIn signIn() {
        return signIn;
    }

    Server imap() {
        return imap;
    }

    @Nullable
    Server smtp() {
        return smtp;
    }

    boolean smtpSignIn() {
        return smtpSignIn;
    }

    String folder() {
        String name = text("folder", "INBOX");
        return name.isEmpty() ? "INBOX" : name;
    }

    String sentFolder() {
        return text("sentFolder", "");
    }

    int historyDays() {
        return number("historyDays", 30, 0, 3650);
    }

    boolean idle() {
        return truth("idle", true);
    }

    boolean ownMails() {
        return truth("ownMails", true);
    }

    boolean fileSent() {
        return truth("fileSent", true);
    }

    boolean unprotected() {
        return truth("unprotected", false);
    }

    int patienceSeconds() {
        return number("patienceSeconds", 15, 2, 30);
    }

    /** SHA-256 of the one certificate that is accepted; null when the known authorities decide. */
    byte @Nullable [] certificate() {
        return certificate == null ? null : certificate.clone();
    }
}
