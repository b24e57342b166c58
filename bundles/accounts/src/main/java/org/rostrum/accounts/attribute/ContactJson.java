package org.rostrum.accounts.attribute;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.accounts.AccountContact;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** How people reach an account, as JSON in the database and over REST. */
@Schema(name = "AccountContact")
public record ContactJson(
        @Schema(description = "A person or an office, up to 200 characters") @Nullable String name,
        @Schema(example = "care@acme.example") @Nullable String email,
        @Schema(example = "+48 22 123 45 67") @Nullable String phone,
        @Schema(description = "http or https", example = "https://acme.example/contact") @Nullable String webAddress,
        @Schema(description = "Up to 500 characters, on several lines") @Nullable String postalAddress) {
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"(),:;\\[\\]\\\\]{1,64}@[\\p{Alnum}\\p{L}.-]{1,252}[\\p{Alnum}\\p{L}]");
    private static final Pattern PHONE =
            Pattern.compile("\\+?[0-9][0-9 ().\\-/]{1,38}[0-9](( ?ext\\.? ?|;ext=)[0-9]{1,8})?");
    private static final int LONGEST = 200;
    private static final int LONGEST_LINK = 500;

    static ContactJson of(AccountContact contact) {
        return new ContactJson(
                contact.name(), contact.email(), contact.phone(), contact.webAddress(), contact.postalAddress());
    }

    AccountContact toContact() {
        AccountContact contact = new AccountContact(
                name == null ? null : Inputs.name("contact.name", name, LONGEST),
                matching("contact.email", email, EMAIL, "e-mail address", "care@acme.example"),
                matching("contact.phone", phone, PHONE, "phone number", "+48 22 123 45 67"),
                webAddress == null ? null : link(webAddress),
                postalAddress == null ? null : address(postalAddress));
        if (contact.equals(new AccountContact(null, null, null, null, null))) {
            throw Problem.invalid(
                    "contact", "It says nothing.", "Give one of its parts, or null to inherit the contact from above.");
        }
        return contact;
    }

    private static @Nullable String matching(
            String field, @Nullable String value, Pattern pattern, String what, String example) {
        if (value == null) {
            return null;
        }
        String text = Inputs.name(field, value, LONGEST);
        if (!pattern.matcher(text).matches()) {
            throw Problem.invalid(field, "\"" + text + "\" is no " + what + ".", "Write it as " + example + ".");
        }
        return text;
    }

    private static String link(String value) {
        String text = Inputs.name("contact.webAddress", value, LONGEST_LINK);
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (scheme != null
                    && Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException none) {
            throw noLink(text).withCause(none);
        }
        throw noLink(text);
    }

    private static Problem noLink(String text) {
        return Problem.invalid(
                "contact.webAddress",
                "\"" + text + "\" is no web address.",
                "Write it as https://acme.example/contact.");
    }

    private static String address(String value) {
        String text = Inputs.required("contact.postalAddress", value).strip().replace("\r\n", "\n");
        if (text.length() > LONGEST_LINK) {
            throw Problem.invalid(
                    "contact.postalAddress", "Longer than " + LONGEST_LINK + " characters.", "Shorten it.");
        }
        if (!text.lines().allMatch(Inputs::isOneLine)) {
            throw Problem.invalid(
                    "contact.postalAddress",
                    "It holds a control character or half a character.",
                    "Write it with characters that can be seen.");
        }
        return text;
    }
}
