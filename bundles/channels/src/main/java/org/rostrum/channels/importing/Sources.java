package org.rostrum.channels.importing;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.accounts.NewAccount;
import org.rostrum.api.intake.ImportRequest;
import org.rostrum.channels.ConnectorConfigurations;

/**
 * Finds, or makes, the account and channel of each source that a file names. The channel's id follows from account and
 * network alone, so that the same profile imported twice, from whichever file, meets its own activities.
 */
final class Sources {
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
        String name = source.length() > 200 ? source.substring(0, 200) : source;
        String id = slug(source, 64);
        Account account = accounts.ensure(new NewAccount(id, request.accountId(), name, null));
        if (request.accountId().equals(account.parentId())
                || request.accountId().equals(account.id())) {
            return account;
        }
        // the name is taken elsewhere in the tree: this is another company
        String own = slug(request.accountId() + "-" + source, 64);
        return accounts.ensure(new NewAccount(own, request.accountId(), name, null));
    }

    private Target channel(String accountId, String channelId, String name) {
        String cut = name.length() > 200 ? name.substring(0, 200) : name;
        return new Target(
                accountId,
                channels.ensure(channelId, accountId, ConnectorConfigurations.IMPORT, cut, Map.of())
                        .id());
    }

    private static String slug(String text, int most) {
        String ascii = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        String slug =
                ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        if (slug.isEmpty()) {
            // a name without Latin letters: a short digest keeps different names apart
            slug = "source-" + Integer.toHexString(text.hashCode());
        }
        return slug.length() > most ? slug.substring(0, most).replaceAll("-+$", "") : slug;
    }
}
