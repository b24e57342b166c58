package org.rostrum.integration.component;

import org.apache.camel.Consumer;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One end of a route at the platform. */
final class RostrumEndpoint extends DefaultEndpoint {
    /** The name by which routes send. */
    static final String OUTBOX = "delivery";

    /**
     * What the address says.
     *
     * @param name what stands behind the colon: the kind that is taken, or {@value #OUTBOX}
     * @param kind of what is sent; empty when the exchange says
     * @param adapter may be empty when sending
     */
    record Words(String name, String kind, String adapter, Operation operation) {}

    private final RostrumComponent component;
    private final Words words;
    private final String plugin;
    private final Platform platform;

    RostrumEndpoint(String uri, RostrumComponent component, Words words, String plugin, Platform platform) {
        super(uri, component);
        this.component = component;
        this.words = words;
        this.plugin = plugin;
        this.platform = platform;
        setExchangePattern(ExchangePattern.InOut);
    }

    String kind() {
        return words.name();
    }

    String adapter() {
        return words.adapter();
    }

    Operation operation() {
        return words.operation();
    }

    String plugin() {
        return plugin;
    }

    Targets targets() {
        return component.targets();
    }

    AttachmentOpener attachments() {
        return new PlatformAttachments(plugin, platform);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (words.name().equals(OUTBOX)) {
            throw new IllegalArgumentException("from(\"rostrum:" + OUTBOX
                    + "\") cannot be: name the kind of deliveries that the route takes, such as rostrum:lead");
        }
        if (words.adapter().isBlank()) {
            throw new IllegalArgumentException("from(\"rostrum:" + words.name()
                    + "\") needs the name of the adapter: rostrum:" + words.name() + "?adapter=…");
        }
        if (!words.kind().isEmpty()) {
            throw new IllegalArgumentException("from(\"rostrum:" + words.name()
                    + "\") takes no parameter \"kind\": the kind stands behind the colon");
        }
        DeliveryConsumer consumer = new DeliveryConsumer(this, processor, platform);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        if (!words.name().equals(OUTBOX)) {
            throw new IllegalArgumentException("to(\"rostrum:" + words.name() + "\") cannot be: send by to(\"rostrum:"
                    + OUTBOX + "?kind=" + words.name() + "\")");
        }
        return new OutboxProducer(this, words, platform);
    }
}
