@NullMarked
package org.rostrum.connector.mail;

import org.jspecify.annotations.NullMarked;
