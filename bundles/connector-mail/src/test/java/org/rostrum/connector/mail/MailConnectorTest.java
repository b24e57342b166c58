package org.rostrum.connector.mail;

class MailConnectorTest extends MailContract {
    @Override
    protected MailNetwork simulate() throws Exception {
        return new MailNetwork(new GreenMailHost());
    }
}
