package org.rostrum.engagement.saved;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserService;
import org.rostrum.api.security.Access;

/** What is known of a conversation that a saved reply may name. */
@Component(service = PlaceholderValues.class)
public final class PlaceholderValues {
    private static final String PART = "saved-replies";
    /** The network's key for a person, such as did:plc:…, https://… or a number, which stands where no name is known. */
    private static final Pattern NO_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S+|[0-9]+");

    private static final Pattern NOT_SEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private final AccountService accounts;
    private final AccountAttributeService attributes;
    private final ChannelService channels;
    private final UserService users;
    private final Access access;

    @Activate
    public PlaceholderValues(
            @Reference AccountService accounts,
            @Reference AccountAttributeService attributes,
            @Reference ChannelService channels,
            @Reference UserService users,
            @Reference Access access) {
        this.accounts = accounts;
        this.attributes = attributes;
        this.channels = channels;
        this.users = users;
        this.access = access;
    }

    /** Those that are known; the agent is who is calling. */
    Map<Placeholder, String> of(InboxConversation conversation) {
        String agent = access.caller().name();
        return access.asSystem(PART, () -> {
            Map<Placeholder, String> values = new EnumMap<>(Placeholder.class);
            if (!NO_NAME.matcher(conversation.contact()).matches()) {
                put(values, Placeholder.CONTACT, Optional.of(conversation.contact()));
            }
            put(values, Placeholder.AGENT, users.find(agent).map(User::displayName));
            put(
                    values,
                    Placeholder.ACCOUNT,
                    accounts.find(conversation.accountId()).map(Account::name));
            put(
                    values,
                    Placeholder.CHANNEL,
                    channels.find(conversation.channelId()).map(Channel::name));
            return values;
        });
    }

    private static void put(Map<Placeholder, String> values, Placeholder key, Optional<String> value) {
        value.ifPresent(
                found -> values.put(key, NOT_SEEN.matcher(found).replaceAll(" ").strip()));
    }

    /** The languages of the account, the most important first; none when nobody has set any. */
    List<String> languages(String accountId) {
        return access.asSystem(PART, () -> {
            List<String> languages =
                    attributes.find(accountId).effective().languages().value();
            return languages == null ? List.of() : languages;
        });
    }
}
