@NullMarked
package org.rostrum.connector.file.csv;

import org.jspecify.annotations.NullMarked;
