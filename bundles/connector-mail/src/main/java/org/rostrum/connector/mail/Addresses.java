package org.rostrum.connector.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;

/** Reads mail addresses as people write them. */
final class Addresses {
    private Addresses() {}

    /**
     * @param text one address, with or without a name
     * @throws AddressException saying what is wrong
     */
    static InternetAddress parse(String text) throws AddressException {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new AddressException("contains a line break or another control character");
        }
        InternetAddress address = new InternetAddress(text.strip(), false);
        if (address.isGroup()) {
            throw new AddressException("is a group; name each address");
        }
        address.setAddress(withPlainDomain(address.getAddress()));
        address.validate();
        try {
            address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return address;
    }

    private static String withPlainDomain(String address) throws AddressException {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new AddressException("must be like joe@example.org");
        }
        String local = address.substring(0, at);
        if (local.chars().anyMatch(character -> character > 126)) {
            throw new AddressException(
                    "has letters before the @ that mail servers commonly refuse; only ASCII is possible");
        }
        try {
            return local + "@" + IDN.toASCII(address.substring(at + 1));
        } catch (IllegalArgumentException invalid) {
            throw new AddressException("has a domain that cannot be: " + invalid.getMessage());
        }
    }
}
