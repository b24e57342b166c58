package org.rostrum.mailcatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.ManualClock;

class MailCatcherTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Clock clock = new ManualClock(Instant.parse("2026-11-21T10:15:30.123Z"));
    private final List<MailCatcher> started = new java.util.ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(MailCatcher::stop);
    }

    private MailCatcher start(int port, Path into) {
        MailCatcher catcher = new MailCatcher(
                Configs.of(MailCatcherConfig.class, Map.of("port", port, "folder", into.toString())), clock);
        started.add(catcher);
        return catcher;
    }

    private static void send(MailCatcher catcher, String subject, String... to) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(catcher.port()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom("rostrum@example.org");
        mail.setRecipients(Message.RecipientType.TO, to[0]);
        for (int more = 1; more < to.length; more++) {
            mail.addRecipient(Message.RecipientType.BCC, new InternetAddress(to[more]));
        }
        mail.setSubject(subject, "UTF-8");
        mail.setText("zażółć\r\n.\r\nend", "UTF-8");
        Transport.send(mail);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static MimeMessage read(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    @Test
    void eachMail_isOneFile_inTheOrderOfArrival() throws Exception {
        MailCatcher catcher = start(0, folder.resolve("caught"));

        send(catcher, "pierwszy", "joe@example.org", "ann@example.org");
        send(catcher, "second", "joe@example.org");

        List<Path> files = files(folder.resolve("caught"));
        assertThat(files.stream().map(file -> file.getFileName().toString()))
                .containsExactly("20261121T101530.123Z-000001.eml", "20261121T101530.123Z-000002.eml");
        MimeMessage first = read(files.get(0));
        assertThat(first.getSubject()).isEqualTo("pierwszy");
        assertThat(first.getContent()).isEqualTo("zażółć\r\n.\r\nend");
        assertThat(first.getHeader("X-Envelope-From", null)).isEqualTo("rostrum@example.org");
        assertThat(first.getHeader("X-Envelope-To", null).replaceAll("\\s+", " "))
                .isEqualTo("ann@example.org, joe@example.org");
        assertThat(first.getAllRecipients()).hasSize(1);
        assertThat(read(files.get(1)).getSubject()).isEqualTo("second");
    }

    @Test
    void restartedCatcher_overwritesNothing() throws Exception {
        send(start(0, folder), "one", "joe@example.org");
        started.remove(0).stop();
        send(start(0, folder), "two", "joe@example.org");

        assertThat(files(folder)).hasSize(2);
    }

    @Test
    void mail_isRefused_whenItCannotBeKept() throws Exception {
        MailCatcher catcher =
                start(0, Files.writeString(folder.resolve("file"), "x").resolve("caught"));

        assertThatThrownBy(() -> send(catcher, "lost?", "joe@example.org"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("451");
    }

    @Test
    void portInUse_isSaidClearly() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(other.getLocalPort(), folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("another program");
        }
    }

    @Test
    void stop_leavesNoThreadsAndFreesThePort() throws Exception {
        Set<String> before = threads();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        for (int round = 0; round < 10; round++) {
            MailCatcher catcher = start(port, folder);
            send(catcher, "round " + round, "joe@example.org");
            catcher.stop();
        }

        await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
        assertThat(files(folder)).hasSize(10);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName() + " #" + thread.getId())
                .filter(name -> !name.contains("awaitility") && !name.contains("surefire"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void defaults_areAsDocumented() {
        MailCatcherConfig config = Configs.of(MailCatcherConfig.class, Map.of());

        assertThat(config.port()).isEqualTo(3025);
        assertThat(config.folder()).isEqualTo("caught-mail");
    }

    @Test
    void wrongPort_isRefused() {
        assertThatThrownBy(() -> start(70000, folder)).hasMessageContaining("port must be 0 to 65535");
    }
}
