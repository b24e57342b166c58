package org.rostrum.mailcatcher;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;

/** In place of a mailbox: the mail is in its file, nothing is kept in memory. */
final class Nobody implements GreenMailUser {
    @Override
    public void deliver(MovingMessage mail) {}

    @Override
    public void deliver(MimeMessage mail) {}

    @Override
    public void create() {}

    @Override
    public void delete() {}

    @Override
    public void setPassword(String password) {}

    @Override
    public void authenticate(String password) {}

    @Override
    public String getEmail() {
        return "nobody@localhost";
    }

    @Override
    public String getLogin() {
        return "nobody";
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public String getQualifiedMailboxName() {
        return "nobody";
    }
}
