/** A connector for ${className}. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
