/** Path, query and header parameters: read strictly, refused with the name of the parameter. */
@NullMarked
package org.rostrum.web.parameter;

import org.jspecify.annotations.NullMarked;
