@NullMarked
package org.rostrum.onboarding;

import org.jspecify.annotations.NullMarked;
