package org.rostrum.web.publish;

import jakarta.ws.rs.HttpMethod;
import java.util.Set;
import java.util.TreeSet;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.apache.cxf.jaxrs.utils.HttpUtils;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.jspecify.annotations.Nullable;
import org.rostrum.web.gate.Operation;

/** What may be asked for at a path. CXF names the methods of all paths of the resource, and so more than are possible. */
final class AllowedMethods {
    private AllowedMethods() {}

    /** The value of the header {@code Allow} for the path of this thread's request; null when nothing is there. */
    static @Nullable String atThisPath() {
        Message message = JAXRSUtils.getCurrentMessage();
        Message in = message == null ? null : message.getExchange().getInMessage();
        if (in == null) {
            return null;
        }
        String path = HttpUtils.getPathToMatch(in, true);
        Set<String> methods = new TreeSet<>();
        for (ClassResourceInfo resource : JAXRSUtils.getRootResources(in)) {
            for (OperationResourceInfo operation :
                    resource.getMethodDispatcher().getOperationResourceInfos()) {
                String method = operation.getHttpMethod();
                if (method != null && answers(operation, path)) {
                    methods.add(method);
                }
            }
        }
        if (methods.isEmpty()) {
            return null;
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        methods.add(HttpMethod.OPTIONS);
        return String.join(", ", methods);
    }

    private static boolean answers(OperationResourceInfo operation, String path) {
        MetadataMap<String, String> values = new MetadataMap<>();
        if (!new URITemplate(Operation.route(operation)).match(path, values)) {
            return false;
        }
        String rest = values.getFirst(URITemplate.FINAL_MATCH_GROUP);
        return rest == null || rest.isEmpty() || rest.equals("/");
    }
}
