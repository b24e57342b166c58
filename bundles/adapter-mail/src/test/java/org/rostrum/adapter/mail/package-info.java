@NullMarked
package org.rostrum.adapter.mail;

import org.jspecify.annotations.NullMarked;
