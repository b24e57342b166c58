@NullMarked
package org.rostrum.connector.file;

import org.jspecify.annotations.NullMarked;
