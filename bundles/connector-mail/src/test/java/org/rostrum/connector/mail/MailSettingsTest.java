package org.rostrum.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.Configs;

class MailSettingsTest {
    private static final Map<String, String> LEAST =
            Map.of("address", "Acme Care <Care@Acme.example>", "password", "x", "imapHost", "imap.acme.example");

    private static MailSettings with(String name, String value) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put(name, value);
        return MailSettings.of(settings);
    }

    @Test
    void defaults_areTheSame_fromTextsAndFromTheConfiguration() {
        for (MailSettings settings :
                new MailSettings[] {MailSettings.of(LEAST), MailSettings.of(Configs.of(MailConfig.class, LEAST))}) {
            assertThat(settings.user()).isEqualTo("Care@Acme.example");
            assertThat(settings.ownAddress()).isEqualTo("care@acme.example");
            assertThat(settings.imap())
                    .isEqualTo(new MailSettings.Server("imapHost", "imap.acme.example", 993, Security.TLS));
            assertThat(settings.smtp()).isNull();
            assertThat(settings.smtpSignIn()).isTrue();
            assertThat(settings.signIn()).isEqualTo(SignIn.PASSWORD);
            assertThat(settings.folder()).isEqualTo("INBOX");
            assertThat(settings.sentFolder()).isEmpty();
            assertThat(settings.historyDays()).isEqualTo(30);
            assertThat(settings.patienceSeconds()).isEqualTo(15);
            assertThat(settings.idle()).isTrue();
            assertThat(settings.ownMails()).isTrue();
            assertThat(settings.fileSent()).isTrue();
            assertThat(settings.unprotected()).isFalse();
            assertThat(settings.certificate()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"TLS,993", "STARTTLS,143"})
    void ports_areTheUsualOnes(Security security, int port) {
        assertThat(with("imapSecurity", security.name()).imap().port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
    void withoutProtection_thisMachineIsPossible(String host) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.putAll(Map.of("imapHost", host, "imapSecurity", "NONE"));
        assertThat(MailSettings.of(settings).imap().security()).isEqualTo(Security.NONE);
    }

    @ParameterizedTest
    @CsvSource({"imap.acme.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1"})
    void withoutProtection_othersAreNot_unlessSomebodyWantsIt(String host) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.putAll(Map.of("imapHost", host, "imapSecurity", "NONE"));
        Problem problem = catchThrowableOfType(Problem.class, () -> MailSettings.of(settings));
        assertThat(problem.field()).isEqualTo("imapSecurity");
        settings.put("unprotected", "true");
        assertThat(MailSettings.of(settings).unprotected()).isTrue();
    }

    @Test
    void cursors_areReadBack_andThoseOfOtherFoldersBeginAnew() {
        java.time.LocalDate since = java.time.LocalDate.of(2026, 4, 1);
        MailCursor cursor = MailCursor.parse(null, since)
                .withInbox(new MailCursor.Place("ab12", 17, 42))
                .withSent(new MailCursor.Place("cd34", 4_294_967_295L, 1));
        MailCursor read = MailCursor.parse(cursor.toString(), java.time.LocalDate.MAX);
        assertThat(read).isEqualTo(cursor);
        assertThat(read.inbox().in("ab12", 17).uid()).isEqualTo(42);
        assertThat(read.inbox().in("ab12", 18)).isEqualTo(new MailCursor.Place("ab12", 18, 0));
        assertThat(read.inbox().in("ffff", 17)).isEqualTo(new MailCursor.Place("ffff", 17, 0));
    }
}
