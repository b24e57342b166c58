package org.rostrum.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.intake.ImportRun;
import org.rostrum.api.intake.ImportService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.shell.Services;

/** Imports and how far they came. */
@Service
@Command(scope = "rostrum", name = "imports", description = "Lists imports of files, newest first")
public final class ImportsCommand extends ListCommand<ImportRun> {
    @Override
    protected CursorPage<ImportRun> page(Services services, @Nullable String cursor, int most) {
        return services.get(ImportService.class).list(cursor, most);
    }

    @Override
    Table<ImportRun> table() {
        return new Table<ImportRun>()
                .column("Import", ImportRun::id)
                .column("File", run -> run.request().fileName())
                .column("State", ImportRun::state)
                .column("Read", ImportsCommand::progress)
                .column("Stored", ImportRun::stored)
                .column("Duplicates", ImportRun::duplicates)
                .column("Rejected", ImportRun::rejected)
                .column("Created", ImportRun::created)
                .column("Message", ImportRun::message);
    }

    private static String progress(ImportRun run) {
        return run.bytes() == 0 ? "" : run.bytesRead() * 100 / run.bytes() + " %";
    }
}
