package org.rostrum.shell.command;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.rostrum.api.intake.ImportService;
import org.rostrum.api.intake.Rejection;
import org.rostrum.api.problem.Problem;
import org.rostrum.shell.Services;

/** What an import set aside. */
@Service
@Command(
        scope = "rostrum",
        name = "import-rejections",
        description = "Shows the records that an import set aside, with the reason")
public final class ImportRejectionsCommand extends RostrumCommand {
    private static final int SHOWN = 200;

    @Argument(name = "import", description = "Number of the import", required = true)
    private long id;

    @Override
    protected void work(Services services) {
        ImportService imports = services.get(ImportService.class);
        if (imports.find(id).isEmpty()) {
            throw Problem.notFound("import", id);
        }
        if (json()) {
            imports.rejections(id, rejection -> out().println(Json.of(rejection)));
            return;
        }
        List<Rejection> first = new ArrayList<>();
        long[] all = {0};
        imports.rejections(id, rejection -> {
            if (all[0]++ < SHOWN) {
                first.add(rejection);
            }
        });
        new Table<Rejection>()
                .column("Record", Rejection::record)
                .column("Line", rejection -> rejection.line() == 0 ? null : rejection.line())
                .column("Field", Rejection::field)
                .column("Reason", Rejection::reason)
                .print(out(), first);
        if (all[0] > SHOWN) {
            out().println("These are the first " + SHOWN + " of " + all[0] + "; --json prints all.");
        }
    }
}
