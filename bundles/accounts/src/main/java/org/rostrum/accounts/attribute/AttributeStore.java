package org.rostrum.accounts.attribute;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountAttributeService.Picture;
import org.rostrum.api.accounts.AccountAttributes.Own;
import org.rostrum.api.accounts.AccountContact;
import org.rostrum.api.accounts.AccountLogo;
import org.rostrum.api.accounts.BusinessHours;
import org.rostrum.api.data.Sql;

/** The tables of attributes: what each account has itself. */
final class AttributeStore {
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
            .build();
    private static final String LANGUAGES = "languages";
    private static final String HOURS = "business-hours";
    private static final String CONTACT = "contact";
    static final Own NOTHING = new Own(null, null, null, null, null);

    private AttributeStore() {}

    private record Entry(String account, String name, String content) {}

    private record Logo(String account, AccountLogo logo) {}

    private record Zone(String account, @Nullable String zone) {}

    /** By account; one that has nothing itself may be missing. */
    static Map<String, Own> read(Connection connection, Collection<String> accounts) throws SQLException {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        String within = " in (" + String.join(", ", Collections.nCopies(accounts.size(), "?")) + ")";
        Object[] ids = accounts.toArray();
        Map<String, Own> found = new HashMap<>();
        for (Zone zone : Sql.list(
                connection,
                "select id, zone from accounts_account where id" + within,
                row -> new Zone(row.getString("id"), row.getString("zone")),
                ids)) {
            String name = zone.zone();
            found.put(zone.account(), new Own(name == null ? null : ZoneId.of(name), null, null, null, null));
        }
        for (Entry entry : Sql.list(
                connection,
                "select account_id, name, content from accounts_attribute where account_id" + within,
                row -> new Entry(row.getString("account_id"), row.getString("name"), row.getString("content")),
                ids)) {
            found.computeIfPresent(entry.account(), (account, own) -> with(own, entry));
        }
        for (Logo logo : Sql.list(
                connection,
                "select account_id, sha256, media_type, width, height, bytes from accounts_logo where account_id"
                        + within,
                row -> new Logo(
                        row.getString("account_id"),
                        new AccountLogo(
                                row.getString("sha256"),
                                row.getString("media_type"),
                                row.getInt("width"),
                                row.getInt("height"),
                                row.getInt("bytes"))),
                ids)) {
            found.computeIfPresent(
                    logo.account(),
                    (account, own) ->
                            new Own(own.zone(), own.languages(), own.businessHours(), own.contact(), logo.logo()));
        }
        return found;
    }

    private static Own with(Own own, Entry entry) {
        List<String> languages = own.languages();
        BusinessHours hours = own.businessHours();
        AccountContact contact = own.contact();
        try {
            switch (entry.name()) {
                case LANGUAGES -> languages = JSON.readValue(entry.content(), new TypeReference<List<String>>() {});
                case HOURS -> hours =
                        JSON.readValue(entry.content(), HoursJson.class).toHours();
                case CONTACT -> contact =
                        JSON.readValue(entry.content(), ContactJson.class).toContact();
                default -> throw new IllegalStateException("Unknown attribute " + entry.name());
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "The attribute " + entry.name() + " of the account " + entry.account() + " cannot be read", broken);
        }
        return new Own(own.zone(), languages, hours, contact, own.logo());
    }

    static void write(Connection connection, String account, Own own) throws SQLException {
        ZoneId zone = own.zone();
        Sql.update(
                connection,
                "update accounts_account set zone = ? where id = ?",
                zone == null ? null : zone.getId(),
                account);
        put(connection, account, LANGUAGES, own.languages());
        BusinessHours hours = own.businessHours();
        put(connection, account, HOURS, hours == null ? null : HoursJson.of(hours));
        AccountContact contact = own.contact();
        put(connection, account, CONTACT, contact == null ? null : ContactJson.of(contact));
    }

    private static void put(Connection connection, String account, String name, @Nullable Object value)
            throws SQLException {
        Sql.update(connection, "delete from accounts_attribute where account_id = ? and name = ?", account, name);
        if (value != null) {
            Sql.update(
                    connection,
                    "insert into accounts_attribute (account_id, name, content) values (?, ?, ?)",
                    account,
                    name,
                    json(value));
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void putLogo(Connection connection, String account, @Nullable Picture picture) throws SQLException {
        Sql.update(connection, "delete from accounts_logo where account_id = ?", account);
        if (picture != null) {
            AccountLogo logo = picture.logo();
            Sql.update(
                    connection,
                    "insert into accounts_logo (account_id, sha256, media_type, width, height, bytes, content)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    account,
                    logo.sha256(),
                    logo.mediaType(),
                    logo.width(),
                    logo.height(),
                    logo.bytes(),
                    picture.content());
        }
    }

    static Optional<byte[]> logo(Connection connection, String account) throws SQLException {
        return Sql.first(
                connection,
                "select content from accounts_logo where account_id = ?",
                row -> row.getBytes("content"),
                account);
    }
}
