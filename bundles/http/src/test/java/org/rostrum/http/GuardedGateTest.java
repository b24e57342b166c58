package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

class GuardedGateTest {
    private final CallWatch watch = new CallWatch();

    @AfterEach
    void close() {
        watch.close();
    }

    private GuardedGate gate(Map<String, ?> config, String... answers) {
        return new GuardedGate(new NetworkRules(Clients.config(config)), watch, host -> {
            if (answers.length == 0) {
                throw new UnknownHostException(host);
            }
            InetAddress[] addresses = new InetAddress[answers.length];
            for (int i = 0; i < answers.length; i++) {
                addresses[i] = InetAddress.getByName(answers[i]);
            }
            return addresses;
        });
    }

    private static DeliveryException refusal(GuardedGate gate) {
        return catchThrowableOfType(DeliveryException.class, () -> gate.addresses("mail.example"));
    }

    @Test
    void publicAddresses_areOpen() throws Exception {
        assertThat(gate(Map.of(), "8.8.8.8", "2a00:1450::1").addresses("mail.example"))
                .hasSize(2);
    }

    @Test
    void privateAddresses_areClosed_thoughTheOthersArePublic() {
        DeliveryException refusal = refusal(gate(Map.of(), "8.8.8.8", "10.0.0.1"));
        assertThat(refusal.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(refusal).hasMessageContaining("10.0.0.1").hasMessageContaining("allowedPrivateHosts");
    }

    @Test
    void allowedHosts_areOpen() throws Exception {
        GuardedGate gate = gate(Map.of("allowedPrivateHosts", new String[] {"mail.example"}), "10.0.0.1");
        assertThat(gate.addresses("mail.example")).containsExactly(InetAddress.getByName("10.0.0.1"));
    }

    @Test
    void aProxyForHttp_opensNothing() {
        DeliveryException refusal = refusal(gate(Map.of("proxyHost", "proxy.example"), "127.0.0.1"));
        assertThat(refusal.category()).isEqualTo(FailureCategory.REJECTED);
    }

    @Test
    void unknownNames_areUnavailable() {
        DeliveryException refusal = refusal(gate(Map.of()));
        assertThat(refusal.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(refusal).hasMessageContaining("mail.example");
    }

    @Test
    void lookingUp_obeysInterruption() {
        GuardedGate gate = new GuardedGate(
                new NetworkRules(Clients.config(Map.of())), watch, host -> InetAddress.getAllByName(host));
        Thread.currentThread().interrupt();
        assertThat(refusal(gate).category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(Thread.interrupted()).isTrue();
    }
}
