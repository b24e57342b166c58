package org.rostrum.adapter.mail;

import jakarta.activation.CommandInfo;
import jakarta.activation.CommandMap;
import jakarta.activation.DataContentHandler;
import org.eclipse.angus.mail.handlers.multipart_mixed;

/** Knows how multiparts are written, without looking for mailcap files by way of the thread's class loader. */
final class MultipartCommands extends CommandMap {
    @Override
    public DataContentHandler createDataContentHandler(String mimeType) {
        return new multipart_mixed();
    }

    @Override
    public CommandInfo[] getPreferredCommands(String mimeType) {
        return new CommandInfo[0];
    }

    @Override
    public CommandInfo[] getAllCommands(String mimeType) {
        return new CommandInfo[0];
    }

    @Override
    @SuppressWarnings("NullAway") // null says that there is none
    public CommandInfo getCommand(String mimeType, String command) {
        return null;
    }
}
