package org.rostrum.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Configuration;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;
import org.rostrum.web.json.JsonFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the OpenAPI document of resource classes. */
final class ApiDescription {
    private static final Logger LOG = LoggerFactory.getLogger(ApiDescription.class);

    /** Swagger keeps its converters in static fields, so two documents cannot be written at once. */
    private static final Object SWAGGER = new Object();

    private final String version;

    ApiDescription(String version) {
        this.version = version;
    }

    /** The document as JSON in UTF-8; a class that cannot be described is left out and logged. */
    byte[] write(Collection<Class<?>> resources) {
        synchronized (SWAGGER) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(ApiDescription.class.getClassLoader());
            try {
                return Json31.mapper().writeValueAsBytes(describe(resources));
            } catch (JsonProcessingException failure) {
                throw new IllegalStateException("The OpenAPI document cannot be written", failure);
            } finally {
                forget();
                thread.setContextClassLoader(before);
            }
        }
    }

    private OpenAPI describe(Collection<Class<?>> resources) {
        forget();
        SwaggerConfiguration config = new SwaggerConfiguration()
                .openAPI(StandardParts.document(version))
                .openAPI31(true)
                .readAllResources(true)
                .defaultResponseCode("200");
        Configuration converting = config.toConfiguration();
        ObjectMapper mapper = JsonFormat.mapper();
        ModelConverters converters = ModelConverters.getInstance(converting);
        converters.addConverter(new ModelResolver(mapper, new SchemaNames()).configuration(converting));
        converters.addConverter(new ValueTypes(mapper));
        ResourceReader reader = new ResourceReader(config);
        resources.stream().sorted(Comparator.comparing(Class::getName)).forEach(type -> read(reader, type));
        return complete(reader);
    }

    private static void read(ResourceReader reader, Class<?> type) {
        try {
            reader.read(type);
        } catch (RuntimeException | LinkageError failure) {
            LOG.error(
                    "Defect: {} cannot be described; it is missing from the OpenAPI document", type.getName(), failure);
        }
    }

    private static OpenAPI complete(ResourceReader reader) {
        OpenAPI document = reader.document();
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        StandardParts.addTo(document.getComponents());
        Paths sorted = new Paths();
        if (document.getPaths() != null) {
            new TreeMap<>(document.getPaths()).forEach(sorted::addPathItem);
        }
        document.setPaths(sorted);
        document.getComponents().getSchemas().values().forEach(ApiDescription::untie);
        sorted.forEach((path, item) -> complete(reader, path, item));
        return document;
    }

    /** A property with several forms must not be tied to the form or type that its class has: in 3.1 both would hold. */
    private static void untie(Schema<?> schema) {
        if (schema.getProperties() != null) {
            for (Schema<?> property : schema.getProperties().values()) {
                if (property.getAnyOf() != null) {
                    property.set$ref(null);
                    property.setType(null);
                    property.setTypes(null);
                }
            }
        }
    }

    private static void complete(ResourceReader reader, String path, PathItem item) {
        item.readOperationsMap()
                .forEach((method, operation) ->
                        new OperationParts(path, method, reader.methodOf(operation), operation).add());
    }

    /** Empties what Swagger and Jackson keep statically, for it holds classes of bundles that may go away. */
    private static void forget() {
        ModelConverters.reset();
        TypeFactory.defaultInstance().clearCache();
    }
}
