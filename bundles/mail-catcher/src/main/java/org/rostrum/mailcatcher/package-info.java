/**
 * A mail server for demonstrations and tests: it takes every mail on the loopback interface, keeps it as an {@code .eml} file
 * and sends none on. It asks for no password and must not be installed where real mails are expected to arrive.
 */
@NullMarked
package org.rostrum.mailcatcher;

import org.jspecify.annotations.NullMarked;
