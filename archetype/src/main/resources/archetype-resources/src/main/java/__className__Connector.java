package ${package};

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.activity.Original;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.PostLimits;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/**
 * One channel. Written for a network that has a list of messages, numbered from 1, at {@code /messages}: replace that by what
 * yours has, and the simulator in the tests with it. The duties are in the documentation of {@link Connector}.
 */
@Component(configurationPid = "org.rostrum.connector.${connector}", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(${className}Kind.TYPE)
@Designate(ocd = ${className}Config.class, factory = true)
public final class ${className}Connector implements Connector {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    private final HttpClient http;
    private final String server;
    private final String token;

    @Activate
    public ${className}Connector(${className}Config config, @Reference HttpClients clients) {
        this.http = clients.open(HttpPolicy.api("${artifactId}/1.0"));
        this.server = config.server();
        this.token = config._token();
    }

    @Deactivate
    void close() {
        http.close();
    }

    @Override
    public Set<Ability> abilities() {
        return ${className}Kind.ABILITIES;
    }

    @Override
    public String network() {
        return "${connector}";
    }

    @Override
    public String check() throws DeliveryException {
        return send(HttpCall.get(URI.create(server + "/me"))).path("name").asText();
    }

    /** The cursor is the number of the last message that was brought. */
    @Override
    public Fetched fetch(@Nullable String cursor) throws DeliveryException {
        String after = cursor == null ? "0" : cursor;
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("after", after);
        parameters.put("limit", PAGE);
        JsonNode messages = send(HttpCall.get(HttpCall.address(server + "/messages", parameters)));
        List<Activity> activities = new ArrayList<>();
        String last = after;
        for (JsonNode message : messages) {
            activities.add(read(message));
            last = message.path("id").asText();
        }
        return new Fetched(activities, last, messages.size() == PAGE, Duration.ZERO);
    }

    private Activity read(JsonNode message) throws DeliveryException {
        JsonNode author = message.path("author");
        boolean ours = message.path("ours").asBoolean();
        try {
            return Activity.builder(
                            message.path("id").asText(),
                            ours ? Direction.OUTBOUND : Direction.INBOUND,
                            new Actor(author.path("id").asText(), null, author.path("name").asText(), null),
                            Instant.parse(message.path("time").asText()))
                    .content(message.path("text").asText())
                    .inReplyTo(message.path("inReplyTo").asText(null))
                    .original(new Original("application/json", message.toString()))
                    .build();
        } catch (DateTimeException | IllegalArgumentException unusable) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "The network gave a message that makes no sense.", unusable);
        }
    }

    @Override
    public Receipt publish(Post post) throws DeliveryException {
        PostLimits.TextLimit limit = ${className}Kind.LIMITS.text();
        if (limit != null && limit.length(post.text()) > limit.most()) {
            throw new DeliveryException(
                    FailureCategory.REJECTED, "The text is longer than " + limit.most() + " characters.", null);
        }
        ObjectNode message = JSON.createObjectNode().put("text", post.text()).put("inReplyTo", post.inReplyTo());
        HttpCall call = HttpCall.post(URI.create(server + "/messages"), HttpBody.json(message.toString()))
                .with("Idempotency-Key", post.idempotencyKey());
        return new Receipt(send(call).path("id").asText(), null);
    }

    @Override
    public boolean canFind() {
        return true;
    }

    @Override
    public Optional<Receipt> find(Post post) throws DeliveryException {
        Map<String, Object> parameters = Map.of("key", post.idempotencyKey());
        for (JsonNode message : send(HttpCall.get(HttpCall.address(server + "/messages", parameters)))) {
            return Optional.of(new Receipt(message.path("id").asText(), null));
        }
        return Optional.empty();
    }

    private JsonNode send(HttpCall call) throws DeliveryException {
        HttpAnswer answer = http.send(call.bearer(token)).requireGood();
        try {
            JsonNode json = JSON.readTree(answer.text());
            if (json.isContainerNode()) {
                return json;
            }
        } catch (JsonProcessingException noJson) {
            // told below; its message would repeat what came
        }
        throw new DeliveryException(
                call.safe() ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME,
                answer.address().getHost() + " gave an answer that is no JSON.",
                null);
    }
}
