package org.rostrum.shell.command;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.secret.SecretKeys;
import org.rostrum.shell.Services;

/** The keys with which secrets are sealed. */
@Service
@Command(
        scope = "rostrum",
        name = "secret-keys",
        description = "Lists the keys with which secrets are sealed in the database; never the keys themselves")
public final class SecretKeysCommand extends RostrumCommand {
    @Override
    protected void work(Services services) {
        List<SecretKeys.Key> keys = services.get(SecretKeys.class).list();
        print(Map.of("items", keys), () -> table().print(out(), keys));
    }

    static Table<SecretKeys.Key> table() {
        return new Table<SecretKeys.Key>()
                .column("Key", SecretKeys.Key::id)
                .column("State", SecretKeys.Key::state)
                .column("Made", SecretKeys.Key::made)
                .column("In the key file", SecretKeys.Key::atHand);
    }
}
