package org.rostrum.connector.telegram;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.connector.ChannelMemory;

/** Remembers that the group for posts has become a supergroup, which has another number. */
final class MovedChat {
    private static final String ENTRY = "moved";

    private final ChannelMemory memory;
    private final String channel;

    private volatile @Nullable String told;

    MovedChat(ChannelMemory memory, String channel) {
        this.memory = memory;
        this.channel = channel;
    }

    /** Where a chat is now. */
    String of(String chat) {
        String[] move = memory.read(channel, ENTRY).orElse("").split(" ", 2);
        boolean gone = move.length == 2 && move[0].equals(chat);
        told = gone ? move[1] : null;
        return gone ? move[1] : chat;
    }

    void to(String chat, String newChat) {
        memory.write(channel, ENTRY, chat + " " + newChat);
        told = newChat;
    }

    List<String> warnings() {
        String moved = told;
        return moved == null
                ? List.of()
                : List.of("The group for posts has become a supergroup: change the setting \"Chat for posts\" to "
                        + moved + ".");
    }
}
