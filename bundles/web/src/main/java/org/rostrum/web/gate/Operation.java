package org.rostrum.web.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;

/** The resource method that answers the request of this thread. */
public final class Operation {
    private Operation() {}

    /** Null while no method was matched, as for an unknown path. */
    public static @Nullable OperationResourceInfo current() {
        Message message = JAXRSUtils.getCurrentMessage();
        return message == null ? null : message.getExchange().get(OperationResourceInfo.class);
    }

    /** The servlet request of this thread; null outside of a request. */
    public static @Nullable HttpServletRequest request() {
        Message message = JAXRSUtils.getCurrentMessage();
        if (message == null) {
            return null;
        }
        Message in = message.getExchange().getInMessage();
        return (HttpServletRequest) (in == null ? message : in).get(AbstractHTTPDestination.HTTP_REQUEST);
    }

    /** The annotation on the method itself or on the interface's method it implements. */
    public static <A extends Annotation> @Nullable A annotation(OperationResourceInfo operation, Class<A> type) {
        Method implemented = operation.getMethodToInvoke();
        A own = implemented == null ? null : implemented.getAnnotation(type);
        Method declared = operation.getAnnotatedMethod();
        return own != null || declared == null ? own : declared.getAnnotation(type);
    }

    /** The route with the names of its parameters, such as {@code /leads/{id}}. */
    public static String route(OperationResourceInfo operation) {
        String root = operation.getClassResourceInfo().getURITemplate().getValue();
        String own = operation.getURITemplate().getValue();
        String joined = ("/" + root + "/" + own).replaceAll("/{2,}", "/");
        return joined.length() > 1 && joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
    }

    /** Class and method for the log. */
    public static String describe(OperationResourceInfo operation) {
        return operation.getClassResourceInfo().getServiceClass().getName() + "."
                + operation.getMethodToInvoke().getName();
    }
}
