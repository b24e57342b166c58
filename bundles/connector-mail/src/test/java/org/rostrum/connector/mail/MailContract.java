package org.rostrum.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.Platform;
import org.rostrum.testkit.connector.Trouble;

/** What holds with every mail server. */
abstract class MailContract extends ConnectorContract<MailNetwork> {
    @Override
    protected final ConnectorKind kind() {
        return new MailKind();
    }

    @Override
    protected Map<String, String> settings(MailNetwork network) {
        Map<String, String> settings = network.settings();
        // the server does so
        settings.put("fileSent", "false");
        return settings;
    }

    @Override
    protected final Map<String, String> wrongSettings() {
        return Map.ofEntries(
                Map.entry("address", "nobody"),
                Map.entry("password", ""),
                Map.entry("user", "two\nlines"),
                Map.entry("signIn", "MAGIC"),
                Map.entry("imapHost", "http://x"),
                Map.entry("imapPort", "70000"),
                Map.entry("imapSecurity", "SSL"),
                Map.entry("smtpHost", "a b"),
                Map.entry("smtpPort", "-1"),
                Map.entry("smtpSecurity", "PERHAPS"),
                Map.entry("folder", "a\rb"),
                Map.entry("certificate", "ab:cd"),
                Map.entry("historyDays", "4000"),
                Map.entry("patienceSeconds", "1"));
    }

    /** As DS would: numbers and truth values of texts. */
    static MailConfig config(Map<String, String> settings) {
        Map<String, Object> values = new LinkedHashMap<>(settings);
        for (String number : List.of("imapPort", "smtpPort", "historyDays", "patienceSeconds")) {
            values.computeIfPresent(number, (name, value) -> Integer.parseInt(String.valueOf(value)));
        }
        for (String truth : List.of("idle", "smtpSignIn", "ownMails", "fileSent", "unprotected")) {
            values.computeIfPresent(truth, (name, value) -> Boolean.parseBoolean(String.valueOf(value)));
        }
        for (String security : List.of("imapSecurity", "smtpSecurity")) {
            values.computeIfPresent(security, (name, value) -> Security.valueOf(String.valueOf(value)));
        }
        values.computeIfPresent("signIn", (name, value) -> SignIn.valueOf(String.valueOf(value)));
        return Configs.of(MailConfig.class, values);
    }

    static MailConnector connector(Map<String, String> settings, Platform services) {
        return new MailConnector(
                config(settings),
                Map.of("rostrum.channel", CHANNEL),
                services.gate(),
                services.memory(),
                services.news(),
                services.clock());
    }

    @Override
    protected final Connection connect(Map<String, String> settings, Platform services) {
        MailConnector connector = connector(settings, services);
        return new Connection(connector, connector::close);
    }

    protected final MailConnector mail() {
        return (MailConnector) connector();
    }

    /** A mail is for somebody. */
    @Override
    protected final Post post(String text) {
        return new Post(
                nextKey(),
                Instant.now(),
                text,
                "News",
                "en",
                Post.Visibility.DIRECT,
                null,
                MailNetwork.CUSTOMER,
                null,
                List.of());
    }

    /** SMTP says for sure that it has not taken a mail. */
    @Override
    protected final FailureCategory afterAnErrorOfTheServer() {
        return FailureCategory.UNAVAILABLE;
    }

    private List<String> fetched(String cursor) throws Exception {
        return connector().fetch(cursor).activities().stream()
                .map(Activity::networkId)
                .toList();
    }

    private static List<String> watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("rostrum-mail-idle"))
                .toList();
    }

    /** Begins to watch, and waits until the server knows that. */
    private String watched() throws Exception {
        String cursor = connector().fetch(null).cursor();
        assertThat(mail().isWatching()).isTrue();
        Awaitility.await("the server tells of news")
                .atMost(Duration.ofSeconds(5))
                .until(() -> Thread.getAllStackTraces().entrySet().stream()
                        .filter(entry -> entry.getKey().getName().startsWith("rostrum-mail-idle"))
                        .flatMap(entry -> java.util.Arrays.stream(entry.getValue()))
                        .anyMatch(frame -> frame.getMethodName().equals("readIdleResponse")));
        return cursor;
    }

    @Test
    void newMail_isToldAtOnce() throws Exception {
        String cursor = watched();
        int before = platform().news().channels().size();
        String id = network().say("Anybody there?");
        Awaitility.await("news")
                .atMost(Duration.ofSeconds(2))
                .until(() -> platform().news().channels().size() > before);
        assertThat(platform().news().channels()).containsOnly(CHANNEL);
        assertThat(fetched(cursor)).containsExactly(id);
    }

    @Test
    void watcher_isGoneAtOnce_whenTheChannelIs() throws Exception {
        watched();
        long began = System.nanoTime();
        mail().close();
        Awaitility.await("the watcher ends")
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(2))
                .until(() -> watchers().isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void watcher_comesBackWithTheNextLook_whenItsConnectionIsLost() throws Exception {
        String cursor = watched();
        int before = platform().news().channels().size();
        network().imap().cutAll();
        Awaitility.await("the watcher ends")
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(2))
                .until(() -> !mail().isWatching());
        assertThat(platform().news().channels())
                .as("a connection that held but a moment asks for nothing")
                .hasSize(before);
        connector().fetch(cursor);
        assertThat(mail().isWatching()).isTrue();
    }

    @Test
    void mailThatIsGone_isPassedOver_andTheOthersCome() throws Exception {
        network().say("one");
        String two = network().say("two");
        TestImap person = new TestImap(network().host());
        person.expunge("INBOX", 1);
        Fetched first = connector().fetch(null);
        assertThat(first.activities()).extracting(Activity::networkId).containsExactly(two);
        String three = network().say("three");
        person.expunge("INBOX", 1);
        assertThat(fetched(first.cursor())).containsExactly(three);
    }

    @Test
    void folderThatWasMadeAnew_isReadAnew_andNothingIsLost() throws Exception {
        TestImap person = new TestImap(network().host());
        person.create("Care");
        String one = "one@customers.example";
        String two = "two@customers.example";
        person.append("Care", MailNetwork.header(one, "Subject: One") + "\nFirst\n");
        Connection channel = connect(settingsBut("folder", "Care"), platform());
        try {
            Fetched first = channel.connector().fetch(null);
            assertThat(first.activities()).extracting(Activity::networkId).containsExactly(one);
            person.remove("Care");
            // Dovecot's numbers of a folder are seconds
            Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
            person.create("Care");
            person.append("Care", MailNetwork.header(one, "Subject: One") + "\nFirst\n");
            person.append("Care", MailNetwork.header(two, "Subject: Two") + "\nSecond\n");
            Fetched second = channel.connector().fetch(first.cursor());
            assertThat(second.activities())
                    .as("the archive keeps each once, by its name")
                    .extracting(Activity::networkId)
                    .containsExactly(one, two);
            assertThat(channel.connector().fetch(second.cursor()).activities()).isEmpty();
        } finally {
            channel.end().close();
        }
    }

    @Test
    void reading_changesNothingInTheMailbox() throws Exception {
        network().say("Unread");
        connector().fetch(null);
        assertThat(new TestImap(network().host()).seen("INBOX")).containsExactly(false);
    }

    @Test
    void answers_goToWhomTheAuthorNames_inTheThread() throws Exception {
        String asked = MailNetwork.newId();
        network()
                .deliver(MailNetwork.header(
                                asked,
                                "Subject: =?utf-8?q?K=C3=B6nnen_Sie_helfen=3F?=",
                                "References: <first@x> <second@x>",
                                "In-Reply-To: <second@x>",
                                "Reply-To: =?utf-8?q?Jane=0D=0ABcc:_evil@x.example?= <" + MailNetwork.CUSTOMER + ">")
                        + "\nPlease\n");
        Receipt receipt = connector().publish(answer("Gern.", asked));
        MimeMessage mail = network().host().sentToCustomers().get(0);
        assertThat(mail.getSubject()).isEqualTo("Re: Können Sie helfen?");
        assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo("<" + asked + ">");
        assertThat(mail.getHeader("References", null).replaceAll("\\s+", " "))
                .isEqualTo("<first@x> <second@x> <" + asked + ">");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) mail.getAllRecipients()[0]).getAddress()).isEqualTo(MailNetwork.CUSTOMER);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("From", null)).isEqualTo("Acme Care <" + MailNetwork.ADDRESS + ">");

        Activity own = connector().fetch(null).activities().stream()
                .filter(one -> one.direction() == Direction.OUTBOUND)
                .findFirst()
                .orElseThrow();
        assertThat(own.networkId()).isEqualTo(receipt.networkId());
        assertThat(own.inReplyTo()).isEqualTo(asked);
        assertThat(own.context()).isEqualTo("first@x");
    }

    @Test
    void answers_goElsewhere_onlyWhereTheAuthorWantsThem() throws Exception {
        String asked = network().say("Hello");
        Post elsewhere = new Post(
                nextKey(),
                Instant.now(),
                "Psst",
                null,
                null,
                Post.Visibility.DIRECT,
                asked,
                "mallory@x.example",
                null,
                List.of());
        assertFails(FailureCategory.REJECTED, () -> connector().publish(elsewhere));
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("Hm", "nobody@nowhere.example")));
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("Hm", "a>\r\nBcc: x@y")));
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("Hm", "sha256:00")));
        String ours = MailNetwork.newId();
        network()
                .deliver(MailNetwork.header(ours)
                                .replace("Jane Doe <" + MailNetwork.CUSTOMER, "Care <" + MailNetwork.ADDRESS)
                        + "\nSpoofed\n");
        assertFails(FailureCategory.REJECTED, () -> connector().publish(answer("To myself?", ours)));
        assertThat(network().said()).isEmpty();
    }

    @Test
    void headers_takeNoLineEnds() throws Exception {
        Media file = new Media(
                "a\r\nBcc: x@y.example\r\n.txt",
                "text/plain",
                2,
                "b\r\nBcc: x@y.example",
                () -> new ByteArrayInputStream(new byte[] {1, 2}));
        Post post = new Post(
                nextKey(),
                Instant.now(),
                "Text\n.\r\nQUIT\r\n",
                "Title\r\nBcc: x@y.example\r\n\r\nBody",
                "en\r\nX: y",
                Post.Visibility.DIRECT,
                null,
                MailNetwork.CUSTOMER,
                null,
                List.of(file));
        connector().publish(post);
        MimeMessage mail = network().host().sentToCustomers().get(0);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getHeader("X")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Title Bcc: x@y.example Body");
        assertThat(network().said().get(0).text()).contains("Text\r\n.\r\nQUIT");
        for (String recipient :
                List.of("x@y.example\r\nRCPT TO:<z@y.example>", "x@y.example, z@y.example", "", "jane")) {
            assertFails(FailureCategory.REJECTED, () -> connector()
                    .publish(new Post(
                            nextKey(),
                            Instant.now(),
                            "No",
                            null,
                            null,
                            Post.Visibility.DIRECT,
                            null,
                            recipient,
                            null,
                            List.of())));
        }
        assertThat(network().said()).hasSize(1);
    }

    @Test
    void answeredMail_isFoundInTheArchiveFolder_too() throws Exception {
        String asked = network().say("Done?");
        TestImap person = new TestImap(network().host());
        person.create("Archive");
        person.move("INBOX", "Archive");
        connector().publish(answer("Done.", asked));
        assertThat(network().said()).singleElement().satisfies(said -> assertThat(said.inReplyTo())
                .isEqualTo(asked));
    }

    /** Servers that do not file sent mails: we do. */
    @Nested
    class FiledByUs {
        private Connection channel;

        @BeforeEach
        void begin() {
            network().file(false);
            channel = connect(settingsBut("fileSent", "true"), platform());
        }

        @AfterEach
        void end() throws Exception {
            channel.end().close();
        }

        private List<String> sent() {
            return new TestImap(network().host()).ids("Sent");
        }

        @Test
        void copy_liesInTheFolderOfSentMails() throws Exception {
            Post post = post("Good morning");
            Receipt receipt = channel.connector().publish(post);
            assertThat(sent()).containsExactly("<" + receipt.networkId() + ">");
            assertThat(channel.connector().find(post)).contains(receipt);
            assertThat(channel.connector().publish(post)).isEqualTo(receipt);
            assertThat(network().said()).hasSize(1);
        }

        @Test
        void mailIsSent_thoughTheConnectionIsCutWhileItIsFiled() throws Exception {
            network().cutNextAppend();
            Post post = post("Filed or not, it is sent. ".repeat(40));
            Receipt receipt = channel.connector().publish(post);
            assertThat(network().said()).hasSize(1);
            assertThat(sent()).as("no half mail").isEmpty();
            assertThat(channel.connector().warnings())
                    .singleElement()
                    .asString()
                    .contains("folder of sent mails");
            assertThat(channel.connector().find(post)).contains(receipt);
            assertThat(channel.connector().publish(post)).isEqualTo(receipt);
            assertThat(network().said()).as("not sent again").hasSize(1);
            channel.connector().publish(post("The next one"));
            assertThat(channel.connector().warnings()).isEmpty();
        }

        @Test
        void lostAnswer_isLeftToAPerson_whoMaySendItAgain() throws Exception {
            Post post = post("Did it arrive?");
            network().troubleForPosts(Trouble.of(Trouble.Kind.CUT_AFTER), 1);
            assertFails(
                    FailureCategory.UNKNOWN_OUTCOME, () -> channel.connector().publish(post));
            network().calm();
            DeliveryException doubt = failure(() -> channel.connector().find(post));
            assertThat(doubt.category()).isEqualTo(FailureCategory.UNKNOWN_OUTCOME);
            assertThat(doubt).hasMessageContaining("rostrum.");
            channel.connector().publish(post);
            assertThat(network().said()).hasSize(2);
            assertThat(network().said().get(0).networkId())
                    .as("readers' programs know it for the same")
                    .isEqualTo(network().said().get(1).networkId());
        }
    }
}
