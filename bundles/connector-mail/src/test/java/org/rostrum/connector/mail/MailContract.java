package org.rostrum.connector.mail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.Post;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.connector.ConnectorContract;
import org.rostrum.testkit.connector.Platform;

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
}
