package org.rostrum.accounts.attribute;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.accounts.AccountStore;
import org.rostrum.accounts.RememberedTree;
import org.rostrum.api.accounts.Account;
import org.rostrum.api.accounts.AccountAttributeService;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.accounts.AccountAttributes.Effective;
import org.rostrum.api.accounts.AccountAttributes.Own;
import org.rostrum.api.accounts.AccountHoursParticipant;
import org.rostrum.api.accounts.BusinessHours;
import org.rostrum.api.accounts.Setting;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;

/** The attributes of accounts in the database. */
@Component(service = AccountAttributeService.class)
public final class JdbcAttributes implements AccountAttributeService {
    private static final String READ = "accounts:read";
    private static final String WRITE = "accounts:write";

    private final Database database;
    private final RememberedTree tree;
    private final Access access;
    private final AuditLog audit;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.REPLACE)
    volatile List<AccountHoursParticipant> hoursParticipants = List.of();

    @Activate
    public JdbcAttributes(@Reference RememberedTree tree, @Reference Access access, @Reference AuditLog audit) {
        this.database = tree.database();
        this.tree = tree;
        this.access = access;
        this.audit = audit;
    }

    @Override
    public AccountAttributes find(String accountId) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> shown(connection, visible(connection, accountId, reach)));
    }

    @Override
    public AccountAttributes change(String accountId, AccountAttributes.Change change, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        return database.transaction(connection -> {
            visible(connection, accountId, reach);
            Own before = own(connection, accountId);
            Setting<List<String>> languages = change.languages();
            List<String> tags = languages.value();
            Own after = new Own(
                    chosen(change.zone(), before.zone()),
                    tags == null ? chosen(languages, before.languages()) : Languages.check(tags),
                    chosen(change.businessHours(), before.businessHours()),
                    chosen(change.contact(), before.contact()),
                    before.logo());
            AttributeStore.write(connection, accountId, after);
            if (change.zone().given() || change.businessHours().given()) {
                hoursParticipants.forEach(participant -> participant.hoursChanged(accountId));
            }
            return changed(connection, accountId, before, after, expectedVersion);
        });
    }

    private static <T> @Nullable T chosen(Setting<T> setting, @Nullable T before) {
        return setting.given() ? setting.value() : before;
    }

    @Override
    public AccountAttributes setLogo(String accountId, byte @Nullable [] picture, long expectedVersion) {
        Reach reach = access.requireSomewhere(WRITE);
        // nobody learns by a bad picture that there is such an account
        database.read(connection -> visible(connection, accountId, reach));
        Picture made = picture == null ? null : LogoPicture.of(picture);
        return database.transaction(connection -> {
            visible(connection, accountId, reach);
            Own before = own(connection, accountId);
            AttributeStore.putLogo(connection, accountId, made);
            Own after = new Own(
                    before.zone(),
                    before.languages(),
                    before.businessHours(),
                    before.contact(),
                    made == null ? null : made.logo());
            return changed(connection, accountId, before, after, expectedVersion);
        });
    }

    private AccountAttributes changed(
            Connection connection, String accountId, Own before, Own after, long expectedVersion) throws SQLException {
        AccountStore.touch(connection, accountId, expectedVersion);
        audit.record(
                "account.attributes",
                "account/" + accountId,
                accountId,
                AttributeStore.json(OwnJson.of(before)),
                AttributeStore.json(OwnJson.of(after)));
        return shown(connection, AccountStore.find(connection, accountId).orElseThrow());
    }

    @Override
    public Optional<Picture> logo(String accountId) {
        Reach reach = access.requireSomewhere(READ);
        return database.read(connection -> {
            visible(connection, accountId, reach);
            Inheritance inheritance = inheritance(connection, accountId);
            String holder = inheritance.holder(Own::logo);
            if (holder == null) {
                return Optional.empty();
            }
            return AttributeStore.logo(connection, holder)
                    .map(content -> new Picture(
                            Objects.requireNonNull(inheritance
                                    .own()
                                    .getOrDefault(holder, AttributeStore.NOTHING)
                                    .logo()),
                            content));
        });
    }

    @Override
    public Opening opening(String accountId, Instant at) {
        Reach reach = access.requireSomewhere(READ);
        Effective effective = database.read(connection -> {
            visible(connection, accountId, reach);
            return inheritance(connection, accountId).effective();
        });
        BusinessHours hours = effective.businessHours().value();
        ZoneId zone = effective.zone().value();
        if (hours == null || zone == null) {
            return new Opening(accountId, at, false, false, null, null);
        }
        Openings.State state = new Openings(hours, zone).at(at);
        return new Opening(accountId, at, true, state.open(), state.next(), state.closes());
    }

    private static Account visible(Connection connection, String accountId, Reach reach) throws SQLException {
        return AccountStore.find(connection, accountId)
                .filter(found -> reach.covers(found.id()))
                .orElseThrow(() -> Problem.notFound("account", accountId));
    }

    private static Own own(Connection connection, String accountId) throws SQLException {
        return AttributeStore.read(connection, List.of(accountId)).getOrDefault(accountId, AttributeStore.NOTHING);
    }

    private AccountAttributes shown(Connection connection, Account account) throws SQLException {
        Inheritance inheritance = inheritance(connection, account.id());
        return new AccountAttributes(
                account.id(),
                inheritance.own().getOrDefault(account.id(), AttributeStore.NOTHING),
                inheritance.effective(),
                account.version());
    }

    private Inheritance inheritance(Connection connection, String accountId) throws SQLException {
        List<String> lineage = tree.lineage(accountId);
        return new Inheritance(lineage, AttributeStore.read(connection, lineage), access.reach(READ));
    }
}
