package org.rostrum.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The example of the libraries of Standard Webhooks; the signature was made with openssl. */
    @Test
    void of_signsAsOthersDo() {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        String id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        String right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assertThat(Signature.of(List.of(secret), id, 1_614_265_330, "{\"test\": 2432232314}"))
                .isEqualTo(right);
        assertThat(Signature.of(List.of(Signature.newSecret(), secret), id, 1_614_265_330, "{\"test\": 2432232314}"))
                .endsWith(" " + right);
    }

    @Test
    void newSecret_isAnotherOneEachTime() {
        assertThat(Signature.newSecret()).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(Signature.newSecret());
    }
}
