package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "' 192.0.2.1 ', 192.0.2.1",
        "192.0.2.1:4711, 192.0.2.1",
        "::1, 0:0:0:0:0:0:0:1",
        "[::1]:80, 0:0:0:0:0:0:0:1",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "::ffff:192.0.2.1, 192.0.2.1",
    })
    void normal_hasOneSpelling(String text, String normal) {
        assertThat(Addresses.normal(text)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "unknown", "_hidden", "localhost", "1.2.3", "1.2.3.256", "1.2.3.4.5", ":::", "cafe", "x:y"})
    void normal_isNull_ofWhatIsNoAddress(String text) {
        assertThat(Addresses.normal(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "nonsense, other",
    })
    void network_joinsWhatOneHouseholdHas(String address, String network) {
        assertThat(Addresses.network(address)).isEqualTo(network);
    }
}
