package org.rostrum.engagement.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.ContactIdentity;
import org.rostrum.api.engagement.Person;

/** People in the audit trail, by the numbers of their contacts. */
final class PersonJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PersonJson() {}

    static String joined(SortedSet<Long> came, Person after, @Nullable String reason) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("came", came);
        json.put(
                "contacts",
                after.identities().stream().map(ContactIdentity::contactId).toList());
        json.put("reason", reason);
        return write(json);
    }

    static String contacts(SortedSet<Long> contacts) {
        return write(Map.of("contacts", contacts));
    }

    static String back(long join, Map<Long, @Nullable Long> back) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("join", join);
        json.put("back", back);
        return write(json);
    }

    static String apart(SortedSet<Long> ones, SortedSet<Long> others) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("contacts", ones);
        json.put("others", others);
        return write(json);
    }

    static String words(Person person) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("displayName", person.displayName());
        json.put("note", person.note());
        return write(json);
    }

    private static String write(Map<String, ? extends @Nullable Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("People have nothing that is no JSON", impossible);
        }
    }
}
