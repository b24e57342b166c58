@NullMarked
package org.rostrum.connector.file.records;

import org.jspecify.annotations.NullMarked;
