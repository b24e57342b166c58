package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRulesTest {
    private static NetworkRules rules(Map<String, ?> config) {
        return new NetworkRules(Clients.config(config));
    }

    private static NetworkRules allowing(String... hosts) {
        return rules(Map.of("allowedPrivateHosts", hosts));
    }

    private static boolean isOpen(NetworkRules rules, String host, String address) throws UnknownHostException {
        return rules.isOpen(host, InetAddress.getByName(address));
    }

    @Test
    void asShipped_onlyPublicAddressesAreOpen_andThereIsNoProxy() throws UnknownHostException {
        NetworkRules shipped = rules(Map.of());

        assertThat(isOpen(shipped, "x.example", "8.8.8.8")).isTrue();
        assertThat(isOpen(shipped, "x.example", "10.0.0.1")).isFalse();
        assertThat(isOpen(shipped, "localhost", "127.0.0.1")).isFalse();
        assertThat(shipped.proxy()).isNull();
        HttpConfig defaults = Clients.config(Map.of());
        assertThat(defaults.allowPrivateAddresses()).isFalse();
        assertThat(defaults.allowedPrivateHosts()).isEmpty();
        assertThat(defaults.proxyHost()).isEmpty();
        assertThat(defaults.proxyPort()).isEqualTo(3128);
    }

    @Test
    void fileInEtc_namesEverySettingWithItsDefault_andSetsNone() throws IOException {
        String file = Files.readString(Path.of("../../etc/org.rostrum.http.cfg"));
        Properties set = new Properties();
        set.load(new java.io.StringReader(file));
        Properties shown = new Properties();
        shown.load(new java.io.StringReader(file.replaceAll("(?m)^#(?=\\w+ = ?)", "")));

        assertThat(set).isEmpty();
        for (Method setting : HttpConfig.class.getDeclaredMethods()) {
            Object value = Objects.requireNonNull(setting.getDefaultValue());
            String text = value.getClass().isArray() && Array.getLength(value) == 0 ? "" : value.toString();
            assertThat(shown.getProperty(setting.getName()))
                    .as(setting.getName())
                    .isEqualTo(text);
        }
    }

    @Test
    void allAddresses_canBeAllowed() throws UnknownHostException {
        assertThat(isOpen(rules(Map.of("allowPrivateAddresses", true)), "x", "169.254.169.254"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.0/24, 10.1.2.255, true",
        "10.1.2.0/24, 10.1.3.0, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.0.0.0/9, 10.127.0.1, true",
        "10.0.0.0/9, 10.128.0.1, false",
        "fd00:1::/64, fd00:1::5, true",
        "fd00:1::/64, fd00:1:0:1::5, false",
        "' 10.1.2.3 ', 10.1.2.3, true",
        "fd00:1::/64, 10.1.2.3, false",
    })
    void blocks_areAllowedByTheirAddresses_underWhateverName(String block, String address, boolean open)
            throws UnknownHostException {
        assertThat(isOpen(allowing(block), "any.example", address)).isEqualTo(open);
    }

    @Test
    void names_areAllowedWhereverTheyLead_andNoOtherName() throws UnknownHostException {
        NetworkRules rules = allowing("", "wiki", "Blog.Corp.example", "web-01");

        assertThat(isOpen(rules, "WIKI", "10.0.0.1")).isTrue();
        assertThat(isOpen(rules, "web-01", "10.0.0.1")).isTrue();
        assertThat(isOpen(rules, "blog.corp.example", "10.0.0.1")).isTrue();
        assertThat(isOpen(rules, "x.blog.corp.example", "10.0.0.1")).isFalse();
        assertThat(isOpen(rules, "corp.example", "10.0.0.1")).isFalse();
    }

    @Test
    void listOfAFile_isOneText() throws UnknownHostException {
        NetworkRules rules = allowing("wiki , 10.1.2.0/24,fd00:1::/64");

        assertThat(isOpen(rules, "wiki", "10.9.9.9")).isTrue();
        assertThat(isOpen(rules, "x", "10.1.2.3")).isTrue();
        assertThat(isOpen(rules, "x", "fd00:1::1")).isTrue();
        assertThat(isOpen(rules, "x", "10.9.9.9")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "/8",
                "300.1.1.1",
                "::g",
                "10.0.0.0/x",
                "10.0.0.1 10.0.0.2",
                "*.corp",
                "http://wiki/",
                "10"
            })
    void whatIsNoBlock_opensNothing_andTheOthersHold(String wrong) throws UnknownHostException {
        NetworkRules rules = allowing(wrong, "10.1.2.3");

        assertThat(isOpen(rules, wrong, "10.0.0.1")).isFalse();
        assertThat(isOpen(rules, "x", "10.1.2.3")).isTrue();
    }

    @Test
    void proxy_decidesAboutAddresses() throws UnknownHostException {
        NetworkRules rules = rules(Map.of("proxyHost", " proxy.example ", "proxyPort", 8080));

        assertThat(String.valueOf(rules.proxy())).isEqualTo("http://proxy.example:8080");
        assertThat(isOpen(rules, "x", "10.0.0.1")).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules(Map.of("proxyHost", "proxy.example", "proxyPort", 0)))
                .withMessageContaining("proxyPort");
    }
}
