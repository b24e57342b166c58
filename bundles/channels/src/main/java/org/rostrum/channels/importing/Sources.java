package org.rostrum.channels.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.intake.ImportRequest;
import org.rostrum.api.problem.Inputs;
import org.rostrum.channels.connectors.ConnectorKinds;

/**
 * Finds, or makes, the account and channel of each source that a file names. The channel's id follows from account and
 * network alone, so that the same profile imported twice, from whichever file, meets its own activities.
 */
final class Sources {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 _-]+");

    private final AccountService accounts;
    private final ChannelService channels;
    private final ImportRequest request;
    private final String network;
    private final Map<String, Target> targets = new HashMap<>();

    Sources(AccountService accounts, ChannelService channels, ImportRequest request, String network) {
        this.accounts = accounts;
        this.channels = channels;
        this.request = request;
        this.network = network;
    }

    /** Where activities go. */
    record Target(String accountId, String channelId) {}

    Target of(@Nullable String source) {
        return targets.computeIfAbsent(source == null ? "" : source, this::find);
    }

    private Target find(String source) {
        if (source.isEmpty()) {
            return channel(request.accountId(), request.accountId() + "." + network, network);
        }
        if (request.accountPerSource()) {
            Account account = accountOf(source);
            return channel(account.id(), account.id() + "." + network, source + " (" + network + ")");
        }
        return channel(
                request.accountId(),
                request.accountId() + "." + network + "." + slug(source, 40),
                source + " (" + network + ")");
    }

    private Account accountOf(String source) {
        String name = shown(source);
        String id = slug(source, 64);
        Account account = accounts.ensure(new NewAccount(id, request.accountId(), name, null));
        if (request.accountId().equals(account.parentId())
                || request.accountId().equals(account.id())) {
            return account;
        }
        // the name is taken elsewhere in the tree: this is another company
        for (int number = 1; ; number++) {
            String suffix = number == 1 ? "" : "-" + number;
            String own = slug(request.accountId() + "-" + source, 64 - suffix.length()) + suffix;
            Account other = accounts.ensure(new NewAccount(own, request.accountId(), name, null));
            if (request.accountId().equals(other.parentId())) {
                return other;
            }
        }
    }

    private Target channel(String accountId, String channelId, String name) {
        String cut = shown(name);
        for (int number = 1; ; number++) {
            String suffix = number == 1 ? "" : "-" + number;
            Channel channel = channels.ensure(channelId + suffix, accountId, ConnectorKinds.IMPORT, cut, Map.of());
            // one of another account that is called so is not ours to write into
            if (channel.accountId().equals(accountId)) {
                return new Target(accountId, channel.id());
            }
        }
    }

    /** A name that an account or a channel may have, whatever the file says. */
    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .map(point -> Inputs.isOneLine(Character.toString(point)) ? point : ' ')
                .takeWhile(point -> shown.length() + Character.charCount(point) <= 200)
                .forEach(shown::appendCodePoint);
        String stripped = shown.toString().strip();
        return stripped.isEmpty() ? "?" : stripped;
    }

    private static String slug(String text, int most) {
        // marks first: the time that normalizing takes grows with the square of the marks in a row
        String letters = text.replaceAll("\\p{M}+", "");
        String ascii = Normalizer.normalize(letters, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        String slug =
                ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        if (PLAIN.matcher(text).matches() && slug.length() <= most && !slug.isEmpty()) {
            return slug;
        }
        // what is lost or cut off may be all that tells two names apart: a digest keeps them so
        String digest = "-" + digest(text);
        String begin = slug.isEmpty() ? "source" : slug;
        int room = most - digest.length();
        return (begin.length() > room ? begin.substring(0, room).replaceAll("-+$", "") : begin) + digest;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 5);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
