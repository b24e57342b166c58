package org.rostrum.shell;

import java.util.Map;
import org.rostrum.api.problem.Problem;

/** The product's services, for the time of one command. */
public interface Services {
    /** @throws Problem UNAVAILABLE when the capability that provides it is not installed or not ready */
    <S> S get(Class<S> type);

    /**
     * All services of the type that have a name, by it.
     *
     * @param property name of the service property that holds the name
     */
    <S> Map<String, S> allByName(Class<S> type, String property);
}
