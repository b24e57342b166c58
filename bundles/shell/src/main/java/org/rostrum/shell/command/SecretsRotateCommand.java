package org.rostrum.shell.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.secret.SecretKeys;
import org.rostrum.shell.Services;

/** Changes the key with which secrets are sealed. */
@Service
@Command(
        scope = "rostrum",
        name = "secrets-rotate",
        description = "Changes the key with which secrets are sealed, and has all of them sealed again")
public final class SecretsRotateCommand extends RostrumCommand {
    @Option(
            name = "--prepare",
            description =
                    "Only puts the next key into the key file, so that it can be copied to the other nodes before")
    private boolean prepare;

    @Option(
            name = "--abandon-lost",
            description =
                    "Goes on without keys that the key file lacks: what was sealed with them must be entered again")
    private boolean abandonLost;

    @Override
    protected void work(Services services) {
        SecretKeys keys = services.get(SecretKeys.class);
        if (prepare && abandonLost) {
            throw Problem.invalid("--prepare", "A key is either prepared or changed.", "Leave one of the options out.");
        }
        if (prepare) {
            SecretKeys.Key prepared = keys.prepare();
            print(prepared, () -> SecretKeysCommand.table().print(out(), List.of(prepared)));
            return;
        }
        SecretKeys.Rotation rotation = keys.rotate(abandonLost);
        print(rotation, () -> out().println(words(rotation)));
    }

    private static String words(SecretKeys.Rotation rotation) {
        String sealed = "Secrets are sealed with the key " + rotation.newest() + "; " + rotation.resealed()
                + " were sealed again.";
        return rotation.done()
                ? sealed + " The old key is given up."
                : sealed + " The old key is still needed; it goes on by itself. "
                        + Words.line(rotation.waitsFor() + "");
    }
}
