/** What those who read posts from elsewhere need to make text of them that can be stored anywhere. */
@Export
@Version("1.0.0")
@NullMarked
package org.rostrum.spi.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
