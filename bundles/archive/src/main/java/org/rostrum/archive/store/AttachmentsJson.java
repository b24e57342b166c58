package org.rostrum.archive.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Attachment;

/** Attachments as the JSON they are stored in. */
final class AttachmentsJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Attachment>> LIST = new TypeReference<>() {};

    private AttachmentsJson() {}

    static @Nullable String write(List<Attachment> attachments) {
        try {
            return attachments.isEmpty() ? null : JSON.writeValueAsString(attachments);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("attachments: cannot be written as JSON", failure);
        }
    }

    static List<Attachment> read(@Nullable String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, LIST);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("The stored attachments are no JSON", failure);
        }
    }
}
