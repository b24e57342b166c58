@NullMarked
package org.rostrum.connector.file.fuzz;

import org.jspecify.annotations.NullMarked;
