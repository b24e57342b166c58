package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.etag.ETag;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.resources.complex.Name;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.GroupNode;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.MultiComplexNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rostrum.api.identity.EmailAddress;
import org.rostrum.api.identity.GroupProfile;
import org.rostrum.api.identity.ProvisionedGroup;
import org.rostrum.api.identity.ProvisionedUser;
import org.rostrum.api.identity.UserProfile;
import org.rostrum.api.problem.Problem;

/** Persons and groups as resources of SCIM, and back. */
final class Resources {
    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

    private Resources() {}

    static User of(ProvisionedUser user) {
        UserProfile profile = user.profile();
        Name name = Name.builder()
                .formatted(profile.formattedName())
                .givenName(profile.givenName())
                .familyName(profile.familyName())
                .build();
        return User.builder()
                .id(String.valueOf(user.id()))
                .userName(profile.userName())
                .externalId(profile.externalId())
                .displayName(profile.displayName())
                .name(name.isEmpty() ? null : name)
                .active(profile.active())
                .emails(profile.emails().stream().map(Resources::email).toList())
                .groups(user.groups().stream()
                        .map(group -> GroupNode.builder()
                                .value(String.valueOf(group.id()))
                                .display(group.name())
                                .ref(ScimServlet.PATH + "/Groups/" + group.id())
                                .build())
                        .toList())
                .meta(meta(user.created(), user.changed(), user.version()))
                .build();
    }

    private static Email email(EmailAddress email) {
        return Email.builder()
                .value(email.value())
                .type(email.type())
                .primary(email.primary() ? Boolean.TRUE : null)
                .build();
    }

    static UserProfile profile(User user) {
        Optional<Name> name = user.getName();
        return new UserProfile(
                user.getUserName().orElse(""),
                user.getExternalId().orElse(null),
                user.getDisplayName().orElse(null),
                name.flatMap(Name::getFormatted).orElse(null),
                name.flatMap(Name::getGivenName).orElse(null),
                name.flatMap(Name::getFamilyName).orElse(null),
                user.getEmails().stream()
                        .filter(email -> email.getValue().isPresent())
                        .map(email -> new EmailAddress(
                                email.getValue().orElseThrow(), email.getType().orElse(null), email.isPrimary()))
                        .toList(),
                user.isActive().orElse(true));
    }

    static Group of(ProvisionedGroup group) {
        return Group.builder()
                .id(String.valueOf(group.id()))
                .displayName(group.profile().name())
                .externalId(group.profile().externalId())
                .members(group.members().stream().map(Resources::member).toList())
                .meta(meta(group.created(), group.changed(), group.version()))
                .build();
    }

    private static Member member(ProvisionedGroup.Member member) {
        return Member.builder()
                .value(String.valueOf(member.id()))
                .display(member.displayName())
                .type("User")
                .ref(ScimServlet.PATH + "/Users/" + member.id())
                .build();
    }

    static GroupProfile profile(Group group) {
        Set<Long> members = new LinkedHashSet<>();
        for (Member member : group.getMembers()) {
            String value = text(member);
            if (member.getType().filter(type -> !type.equalsIgnoreCase("User")).isPresent()
                    || !ID.matcher(value).matches()) {
                throw Problem.invalid(
                        "members",
                        "\"" + value + "\" is no user.",
                        "Groups hold users, by the id that this server gave them, and no other groups.");
            }
            members.add(Long.valueOf(value));
        }
        return new GroupProfile(
                group.getDisplayName().orElse(""), group.getExternalId().orElse(null), members);
    }

    private static String text(MultiComplexNode node) {
        return node.getValue().orElse("");
    }

    /** Empty for what cannot be an id of this server. */
    static Optional<Long> id(String id) {
        return ID.matcher(id).matches() ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }

    private static Meta meta(Instant created, Instant changed, long version) {
        Meta meta = Meta.builder().created(created).lastModified(changed).build();
        meta.setVersion(ETag.builder().weak(true).tag(String.valueOf(version)).build());
        return meta;
    }
}
