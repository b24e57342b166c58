package org.rostrum.connector.mail;

/** How we prove who we are. */
public enum SignIn {
    /** By user and password. */
    PASSWORD,
    /** By an access token in the place of the password (SASL XOAUTH2). */
    XOAUTH2
}
