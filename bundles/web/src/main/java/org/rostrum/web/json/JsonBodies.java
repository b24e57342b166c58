package org.rostrum.web.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.CharConversionException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Set;
import org.rostrum.api.problem.Problem;

/**
 * Reads and writes bodies as JSON. An answer is complete in memory before its first byte leaves, so that a value which
 * cannot be written becomes a clean failure and not half a document; what is too big for that is a StreamingOutput.
 */
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.WILDCARD)
public final class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
    private static final Set<Class<?>> RAW = Set.of(String.class, byte[].class, char[].class, File.class);

    private final ObjectMapper mapper;

    public JsonBodies(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return isJson(mediaType) && !isRaw(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return isJson(mediaType) && !isRaw(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        JavaType target = mapper.constructType(genericType);
        // how much there may be was decided before
        byte[] text = body.readAllBytes();
        Object value;
        try {
            JsonStrings.check(mapper, text);
            value = mapper.readerFor(target).readValue(text);
        } catch (JsonProcessingException mistake) {
            throw JsonMistakes.explain(mistake);
        } catch (CharConversionException notUnicode) {
            throw Problem.invalid("body", "The text is not in a Unicode encoding.", "Send JSON in UTF-8.")
                    .withCause(notUnicode);
        }
        if (value == null) {
            throw JsonMistakes.missingBody();
        }
        return value;
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        byte[] bytes = mapper.writeValueAsBytes(value);
        headers.putSingle("Content-Length", Integer.toString(bytes.length));
        body.write(bytes);
    }

    private static boolean isRaw(Class<?> type) {
        return RAW.contains(type)
                || InputStream.class.isAssignableFrom(type)
                || Reader.class.isAssignableFrom(type)
                || StreamingOutput.class.isAssignableFrom(type);
    }

    private static boolean isJson(MediaType mediaType) {
        String subtype = mediaType.getSubtype().toLowerCase(Locale.ROOT);
        return subtype.equals("json") || subtype.endsWith("+json") || subtype.endsWith("x-ndjson");
    }
}
