package org.rostrum.onboarding;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Services of which only some methods answer. */
final class Answers {
    private Answers() {}

    /** @param answers by name of the method, from its arguments */
    static <T> T of(Class<T> service, Map<String, Function<Object[], Object>> answers) {
        return service.cast(Proxy.newProxyInstance(
                Answers.class.getClassLoader(),
                new Class<?>[] {service},
                (proxy, method, arguments) ->
                        answer(method, answers, Objects.requireNonNullElse(arguments, new Object[0]))));
    }

    private static Object answer(Method method, Map<String, Function<Object[], Object>> answers, Object[] arguments) {
        Function<Object[], Object> answer = answers.get(method.getName());
        if (answer == null) {
            throw new UnsupportedOperationException(method.getName());
        }
        return answer.apply(arguments);
    }
}
