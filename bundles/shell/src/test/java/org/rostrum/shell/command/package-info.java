@NullMarked
package org.rostrum.shell.command;

import org.jspecify.annotations.NullMarked;
