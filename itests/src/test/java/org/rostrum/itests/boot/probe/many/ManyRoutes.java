package org.rostrum.itests.boot.probe.many;

import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** A mailbox that is not there, a target of deliveries, a queue. */
public final class ManyRoutes extends RouteBuilder {
    /** What a bean of a route takes. */
    public record Note(String text) {}

    /** Called by a route. */
    public static final class Taker {
        public String take(Map<?, ?> body) {
            return new Note(String.valueOf(body.get("text"))).text();
        }
    }

    @Override
    public void configure() {
        from("imap://127.0.0.1:9?username=joe&password=none&delay=200&initialDelay=0&connectionTimeout=500")
                .routeId("many-mailbox")
                .log("never");
        from("timer:many?repeatCount=1&delay=0")
                .routeId("many-source")
                .setBody(constant("{\"text\":\"hello\"}"))
                .setHeader("RostrumSubject", constant("many/1"))
                .setHeader("RostrumIdempotencyKey", simple("${exchangeId}"))
                .to("rostrum:delivery?kind=many");
        from("rostrum:many?adapter=many")
                .routeId("many-target")
                .unmarshal()
                .json()
                .bean(Taker.class)
                .wireTap("seda:many")
                .setHeader("RostrumExternalId", simple("${header.RostrumSubject}"));
        from("seda:many")
                .routeId("many-queue")
                .filter(simple("${body} == 'mail'"))
                .to("smtp://127.0.0.1:9");
    }
}
