package org.rostrum.itests.boot.probe.many;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.data.Database;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** Asks a web server for JSON, the database for a number, and tells a Kafka that is not there. */
public final class ManyConnector implements Connector {
    /** What Jackson reads into. */
    public record Said(String id, String text) {}

    private final HttpClient http;
    private final Database database;
    private final String url;
    private final KafkaProducer<String, String> kafka;
    private final ObjectMapper json = new ObjectMapper();
    private volatile @Nullable Future<RecordMetadata> lastSent;

    /** Called by declarative services. */
    public ManyConnector(HttpClients clients, Database database, Map<String, Object> settings) {
        this.http = clients.open(HttpPolicy.api("many"));
        this.database = database;
        this.url = String.valueOf(settings.get("url"));
        this.kafka = producer();
        try {
            // what a connector must not do here; this one is to have worked before it goes
            check();
        } catch (DeliveryException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static KafkaProducer<String, String> producer() {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "100");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ManyConnector.class.getClassLoader());
        try {
            return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Called by declarative services. */
    public void deactivate() {
        Future<RecordMetadata> sent = lastSent;
        if (sent != null) {
            sent.cancel(true);
        }
        kafka.close(Duration.ZERO);
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.LISTEN);
    }

    @Override
    public String network() {
        return "many";
    }

    @Override
    public String check() throws DeliveryException {
        HttpAnswer answer = http.send(HttpCall.get(URI.create(url)));
        try {
            Said said = json.readValue(answer.open(), Said.class);
            lastSent = kafka.send(new ProducerRecord<>("said", said.text()));
            return said.text() + ", " + count() + " before";
        } catch (IOException unreadable) {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "no JSON", unreadable);
        }
    }

    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        return new Fetched(
                List.of(Activity.builder(check(), Direction.INBOUND, new Actor("joe", null, null, null), Instant.EPOCH)
                        .content("once")
                        .build()),
                "0",
                false,
                Duration.ZERO);
    }

    private long count() {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from archive_activity")) {
                return row.next() ? row.getLong(1) : 0;
            }
        });
    }
}
